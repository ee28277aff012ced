"""A real `kg serve` process over a build folder, on a free port of this machine."""

from __future__ import annotations

import http.client
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.query.conftest import small_build


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Server:
    """The address of a running server."""

    host: str
    port: int
    pid: int

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Reply:
        """Send exactly this request: no header is added that the test did not name."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, found, answer.read())
        finally:
            connection.close()


@contextmanager
def serving(output: Path, *options: str) -> Iterator[Server]:
    """Run `kg serve` until the block ends."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve"]
    with subprocess.Popen(
        [*command, "-o", str(output), "--port", "0", *options],
        stdout=subprocess.PIPE,
        text=True,
        env={"PYTHONUNBUFFERED": "1", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
    ) as process:
        try:
            assert process.stdout is not None
            address = urlsplit(process.stdout.readline().split()[-1])
            assert address.hostname and address.port
            yield Server(address.hostname, address.port, process.pid)
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="package")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small build."""
    return small_build(tmp_path_factory.mktemp("serve") / "output")


@pytest.fixture(scope="package")
def server(output: Path) -> Iterator[Server]:
    """A server of the small build with tight limits."""
    limits = "--timeout", "3", "--rows", "5000", "--workers", "2", "--memory", "600"
    with serving(output, *limits, "--cors", "https://friend.example") as running:
        yield running
