"""Loads `kg serve` with many clients, some of them hostile, and says how honest ones fared.

    python benchmarks/serve_load.py BUILD [--clients 50] [--seconds 60] [--hostile 0.1]

Honest clients ask shipped queries, entity pages and short SPARQL; hostile ones ask for cartesian
products, sorts of them, SERVICE and nonsense. A 503 is asked again after its Retry-After, as the
protocol wants; any other answer than 200 to an honest request is a failure. Every address is of
this machine. Exits 1 when an honest request failed.
"""

from __future__ import annotations

import argparse
import http.client
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from kg.tables import read_entities

HOSTILE = (
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c = ?z) }",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c",
    "SELECT * { ?a (kg:develops|!kg:x)* ?b . ?b (kg:uses|!kg:x)* ?c }",
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT {" * 500,
)
MOST_TRIES = 5


@dataclass
class Tally:
    """What all clients have seen; a lock guards it."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    honest: list[float] = field(default_factory=list)
    hostile: Counter[int] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    retried: int = 0


def honest_path(names: list[tuple[str, str]], dice: random.Random) -> str:
    """An address that an honest client asks for."""
    name, iri = dice.choice(names)
    kind = dice.randrange(5)
    if kind == 0:
        return quote(urlsplit(iri).path)
    if kind == 1:
        ask = "SELECT ?p ?o { ?s skos:prefLabel ?n ; ?p ?o } LIMIT 50"
        return f"/sparql?{urlencode({'query': ask})}"
    shipped = dice.choice(("co-mentions", "timeline", "disputed"))
    return f"/query?{urlencode({'shipped': shipped, 'p.name': name})}"


def fetch(host: str, port: int, path: str) -> tuple[int, float]:
    """The status of an answer, and after how many seconds to ask again."""
    connection = http.client.HTTPConnection(host, port, timeout=120)
    try:
        connection.request("GET", path, headers={"Accept": "text/html, */*;q=0.5"})
        reply = connection.getresponse()
        reply.read()
        return reply.status, float(reply.headers.get("retry-after") or 0)
    finally:
        connection.close()


def client(
    seed: int, at: tuple[str, int], names: list[tuple[str, str]], until: float, share: float,
    tally: Tally,
) -> None:  # fmt: skip
    """Ask one thing after another until the time is up."""
    dice = random.Random(seed)
    while time.monotonic() < until:
        if dice.random() < share:
            status, _ = fetch(*at, f"/sparql?{urlencode({'query': dice.choice(HOSTILE)})}")
            with tally.lock:
                tally.hostile[status] += 1
        else:
            honest(at, honest_path(names, dice), tally)


def honest(at: tuple[str, int], path: str, tally: Tally) -> None:
    """Ask once, again where the server says it is busy."""
    began = time.monotonic()
    for _ in range(MOST_TRIES):
        try:
            status, wait = fetch(*at, path)
        except OSError as fault:
            status, wait = 0, 0.0
            path = f"{path} {fault}"
        if status != 503:
            break
        with tally.lock:
            tally.retried += 1
        time.sleep(wait)
    with tally.lock:
        tally.honest.append(time.monotonic() - began)
        if status != 200:
            tally.failed[f"{status} {path.partition('?')[0]}"] += 1


def resident(pid: int) -> int:
    """Resident memory of a process and its children, MB."""
    found = subprocess.run(
        ["ps", "-o", "rss=", "--pid", str(pid), "--ppid", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    return sum(map(int, found.stdout.split())) // 1024


def watch(pid: int, until: float, peaks: list[int]) -> None:
    while time.monotonic() < until:
        peaks.append(resident(pid))
        time.sleep(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--hostile", type=float, default=0.1)
    parser.add_argument("--timeout", default="5")
    parser.add_argument("--workers", default="4")
    chosen = parser.parse_args()
    ranked = sorted(read_entities(chosen.build), key=lambda one: -one["mentions"])
    names = [(one["name"], one["id"]) for one in ranked[:200]]
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--port", "0"]
    command += ["-o", str(chosen.build), "--timeout", chosen.timeout, "--workers", chosen.workers]
    command += ["--memory", "1024"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = urlsplit(server.stdout.readline().split()[-1])
            at = (address.hostname or "", address.port or 0)
            failed = load(chosen, at, names, server.pid)
        finally:
            server.terminate()
    sys.exit(1 if failed else 0)


def load(
    chosen: argparse.Namespace, at: tuple[str, int], names: list[tuple[str, str]], pid: int
) -> int:
    """Run all clients and print what they saw; gives the number of failures."""
    fetch(*at, quote(urlsplit(names[0][1]).path))
    tally, peaks = Tally(), [resident(pid)]
    until = time.monotonic() + chosen.seconds
    threads = [
        threading.Thread(target=client, args=(seed, at, names, until, chosen.hostile, tally))
        for seed in range(chosen.clients)
    ]
    threads.append(threading.Thread(target=watch, args=(pid, until, peaks)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ordered = sorted(tally.honest)
    for share in (50, 95, 99):
        print(f"honest p{share}: {ordered[len(ordered) * share // 100]:.2f} s")
    print(f"honest: {len(ordered)} answered, {sum(tally.failed.values())} failed, ", end="")
    print(f"{tally.retried} asked again after 503; slowest {ordered[-1]:.2f} s")
    print(f"hostile by status: {dict(sorted(tally.hostile.items()))}")
    print(f"memory of server and workers: {peaks[0]} MB at first, at most {max(peaks)} MB")
    print(f"failures: {dict(tally.failed)}")
    return sum(tally.failed.values())


if __name__ == "__main__":
    main()
