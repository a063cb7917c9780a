"""What the optional tests need from outside Python: Node with the packages of tests/node, and a headless Chromium."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

import pytest

HERE = Path(__file__).parent.parent / "node"


def need(package: str) -> Path:
    """The folder of a Node package; the test is skipped, by name, where it or Node is missing."""
    if shutil.which("node") is None:
        pytest.skip("Node is not here: install it, then run 'npm ci' in tests/node")
    found = HERE / "node_modules" / package
    if not found.is_dir():
        pytest.skip(f"the Node package {package} is not here: run 'npm ci --ignore-scripts' in tests/node")
    return found


def need_chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("Chromium is not here: install the package chromium")


class Server:
    """A FHIR server on the loopback address."""

    def __init__(self, port: int) -> None:
        self._base = f"http://127.0.0.1:{port}"
        self._opener = build_opener(ProxyHandler({}))

    def ask(self, method: str, path: str, resource: object = None, **headers: str) -> tuple[int, dict[str, Any]]:
        """The status and the resource that came back."""
        data = None if resource is None else json.dumps(resource).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = Request(self._base + path, data, {"Content-Type": "application/fhir+json", **named}, method=method)
        try:
            with self._opener.open(request, timeout=30) as answer:
                return answer.status, json.load(answer)
        except HTTPError as refusal:
            with refusal:
                return refusal.code, json.load(refusal)


@contextmanager
def fhir_server() -> Iterator[Server]:
    """Medplum's engine in memory; it stops with the test."""
    for package in ("core", "definitions", "fhir-router"):
        need(f"@medplum/{package}")
    with subprocess.Popen(
        ["node", "fhir-server.cjs"], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise OSError("the server has no pipes")
        try:
            yield Server(int(process.stdout.readline()))
        finally:
            process.stdin.close()
            process.wait(timeout=30)
