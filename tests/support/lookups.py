"""Look-ups as clinical systems ask them, of a package made from signed handouts."""

import http.client
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from handout.answer.package import AnsweredPackage
from handout.answer.server import Server
from handout.problems import Problems

ICD, SNOMED = "2.16.840.1.113883.6.90", "2.16.840.1.113883.6.96"
DAY = date(2026, 11, 24)


def asked(code: str, system: str = ICD, language: str | None = None, **more: str) -> str:
    """A query string; dots in a parameter's name are written as two underscores."""
    sent = {"mainSearchCriteria.v.cs": system, "mainSearchCriteria.v.c": code}
    if language is not None:
        sent["informationRecipient.languageCode.c"] = language
    return urlencode(sent | {name.replace("__", "."): value for name, value in more.items()})


def opened(folder: Path, day: date = DAY, *, draft: bool = False) -> tuple[AnsweredPackage, Problems]:
    """A package, and what was told of it."""
    told = Problems()
    return AnsweredPackage(folder, lambda: day, lambda found: told.extend(found), draft=draft), told


@contextmanager
def serving(package: AnsweredPackage) -> Iterator[Server]:
    """A server on a free port of this machine."""
    server = Server("127.0.0.1", 0, package, None)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def got(server: Server, target: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    try:
        connection.request(method, target, headers=headers)
        reply = connection.getresponse()
        return reply.status, dict(reply.getheaders()), reply.read()
    finally:
        connection.close()


def verb(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    """`handout answer` in a process of its own."""
    command = [sys.executable, "-P", "-u", "-m", "handout", "answer", str(folder), "--port", "0", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
