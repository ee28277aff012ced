"""Keeps query workers ready, gives each one query at a time, and replaces those it kills."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass
from pathlib import Path

from kg.errors import QueryError
from kg.query.answer import timed_out
from kg.query.request import Answer, QueryTimeout, Request
from kg.query.wire import answer_of, command, line_of, lost
from kg.serve.settings import Settings


class Busy(QueryError):
    """Every worker is at work and too many queries wait, or one has waited too long."""


# A query that has run so many seconds is a long one: it goes on with low priority in a place of
# its own, so that a few long queries cannot hold up the many short ones.
QUICK = 1.0
_LOW_PRIORITY = 15


@dataclass(slots=True)
class _Lease:
    """The place a query holds: one of the workers', or aside."""

    aside: bool = False


@dataclass(slots=True)
class _Worker:
    """A process, and which store it has open."""

    process: Process
    store: int


class Pool:
    """Workers over one store; `start` and `stop` frame its life."""

    def __init__(self, store: Path, settings: Settings) -> None:
        self._store, self._settings = store, settings
        self._idle: list[_Worker] = []
        self._all: set[Process] = set()
        self._slow: set[Process] = set()
        self._aside = 0
        self._slots = asyncio.Semaphore(settings.workers)
        self._waiting = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Start all workers."""
        await asyncio.gather(*(self._replenish() for _ in range(self._settings.workers)))

    async def stop(self) -> None:
        """End all workers."""
        for task in list(self._tasks):
            task.cancel()
        for process in [*self._all, *self._slow]:
            await self._end(process)

    async def answer(self, request: Request) -> Answer:
        """Answer a query when a worker is free.

        Raises:
            Busy: no worker became free.
            QueryError: the query is malformed, too slow, too large or refused.
        """
        line = line_of(request, self._settings.limits)
        await self._enter()
        lease = _Lease()
        try:
            return await self._ask(line, lease)
        finally:
            if lease.aside:
                self._aside -= 1
            else:
                self._slots.release()

    async def _enter(self) -> None:
        if self._slots.locked() and self._waiting >= self._settings.waiting:
            raise Busy("too many queries wait; try again soon")
        self._waiting += 1
        try:
            await asyncio.wait_for(self._slots.acquire(), self._settings.patience)
        except TimeoutError:
            raise Busy("no worker became free in time; try again soon") from None
        finally:
            self._waiting -= 1

    async def _ask(self, line: bytes, lease: _Lease) -> Answer:
        worker = await self._take()
        seconds = self._settings.limits.seconds or None
        asking = asyncio.create_task(_exchange(worker.process, line))
        try:
            await asyncio.wait({asking}, timeout=QUICK)
            if not asking.done():
                self._put_aside(worker, lease)
            head, body = await asyncio.wait_for(asking, seconds and max(0.0, seconds - QUICK))
        except BaseException as fault:
            # Whatever went wrong, the next query must not read this one's answer.
            asking.cancel()
            await self._end(worker.process)
            self._later()
            if isinstance(fault, TimeoutError):
                raise QueryTimeout(timed_out(self._settings.limits)) from None
            if isinstance(fault, (OSError, EOFError)):
                raise lost() from fault
            raise
        if lease.aside:
            await self._end(worker.process)
        else:
            self._idle.append(worker)
        return answer_of(head, body)

    def _put_aside(self, worker: _Worker, lease: _Lease) -> None:
        """Let a long query go on with low priority, and its place to the next one."""
        if self._aside >= self._settings.workers:
            return
        self._aside += 1
        lease.aside = True
        self._slots.release()
        self._all.discard(worker.process)
        self._slow.add(worker.process)
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, worker.process.pid, _LOW_PRIORITY)
        self._later()

    async def _take(self) -> _Worker:
        """An idle worker over the store as it is now; a new build has a new store."""
        current = _identity(self._store)
        while self._idle:
            worker = self._idle.pop()
            if worker.store == current and worker.process.returncode is None:
                return worker
            await self._end(worker.process)
        return await self._spawn()

    async def _spawn(self) -> _Worker:
        identity = _identity(self._store)
        process = await asyncio.create_subprocess_exec(
            *command(self._store, self._settings.limits.memory),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
        )
        self._all.add(process)
        assert process.stdout is not None
        try:
            ready = await process.stdout.readline()
        except BaseException:
            await self._end(process)
            raise
        if not ready:
            await self._end(process)
            raise lost()
        return _Worker(process, identity)

    def _later(self) -> None:
        """Start a worker in the place of a killed one while nobody waits for it."""
        task = asyncio.create_task(self._replenish())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _replenish(self) -> None:
        if len(self._all) < self._settings.workers:
            # A store that cannot be opened now is said to the one who asks next.
            with contextlib.suppress(QueryError):
                self._idle.append(await self._spawn())

    async def _end(self, process: Process) -> None:
        self._all.discard(process)
        self._slow.discard(process)
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _exchange(process: Process, line: bytes) -> tuple[dict[str, str], bytes]:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(line)
    await process.stdin.drain()
    head = await process.stdout.readline()
    if not head:
        raise EOFError
    said = json.loads(head)
    return said, await process.stdout.readexactly(said["bytes"])


def _identity(store: Path) -> int:
    try:
        return store.stat().st_ino
    except OSError:
        return 0
