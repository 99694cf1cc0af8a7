"""Interleaved measuring: all operations take turns, so that whatever disturbs the machine disturbs all of them alike.

operation = InPython("sign", "credseal", lambda: sign(badge))
measure([operation, ...], rounds=30)
operation.least          # microseconds of CPU time
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from interop.node_peer import NodePeer

TURN = 0.01  # seconds that an operation repeats for in each round: short, so that some turns are undisturbed
WARM_UP = 200  # runs in Node.js before the first round: V8 compiles what runs often
MICROSECONDS = 1e6
BYTECODE = Path(tempfile.gettempdir()) / "credseal-bench-bytecode"


class Operation(ABC):
    """Something to measure.

    Attributes:
        task: what is done; operations of one task do the same work.
        who: by whom, or by what.
        is_floor: whether it is the part of the task that nobody can leave out.
        samples: microseconds of CPU time, one a round.
    """

    def __init__(self, task: str, who: str, *, is_floor: bool = False) -> None:
        self.task = task
        self.who = who
        self.is_floor = is_floor
        self.samples: list[float] = []
        self._times = 1

    def prepare(self) -> None:
        """Fills the caches, and finds out how often it must run to fill a turn."""
        self._take(10)
        self._times = max(1, int(TURN * MICROSECONDS / self._take(10)))

    def take_turn(self) -> None:
        """Adds a sample."""
        self.samples.append(self._take(self._times))

    @property
    def least(self) -> float:
        return min(self.samples)

    @property
    def median(self) -> float:
        return statistics.median(self.samples)

    @abstractmethod
    def _take(self, times: int) -> float:
        """Runs so many times; answers the CPU time of one, in microseconds."""


class InPython(Operation):
    """A call in this process: user and system time, of all its threads."""

    def __init__(self, task: str, who: str, run: Callable[[], Any], *, is_floor: bool = False) -> None:
        super().__init__(task, who, is_floor=is_floor)
        self._run = run

    def _take(self, times: int) -> float:
        run = self._run
        before = time.process_time()
        for _ in range(times):
            run()
        return (time.process_time() - before) / times * MICROSECONDS


class InNode(Operation):
    """A request to the Node.js peer, which parses the document each time and measures itself (``process.cpuUsage``)."""

    def __init__(self, task: str, who: str, peer: NodePeer, document: bytes, request: dict[str, Any]) -> None:
        super().__init__(task, who)
        self._peer = peer
        self._document = document.decode()
        self._request = request

    def prepare(self) -> None:
        self._take(WARM_UP)
        super().prepare()

    def _take(self, times: int) -> float:
        return float(self._peer.ask("time", times=times, text=self._document, request=self._request))


class Start(Operation):
    """A Python process from start to end: its user and system time. One a turn."""

    def __init__(self, task: str, who: str, statement: str, *, is_floor: bool = False) -> None:
        super().__init__(task, who, is_floor=is_floor)
        self._command = [sys.executable, "-c", statement]
        # As it is for users: compiled modules are kept, wherever this project's own run keeps them.
        self._environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(BYTECODE), "PYTHONDONTWRITEBYTECODE": ""}

    def prepare(self) -> None:
        self._take(1)  # compiles

    def _take(self, times: int) -> float:
        used = 0.0
        for _ in range(times):
            _, status, usage = os.wait4(os.posix_spawn(sys.executable, self._command, self._environment), 0)
            assert status == 0, self._command
            used += usage.ru_utime + usage.ru_stime
        return used / times * MICROSECONDS


def measure(operations: Sequence[Operation], *, rounds: int) -> None:
    """Fills in the samples of all operations: in every round, each takes one turn."""
    for operation in operations:
        operation.prepare()
    for _ in range(rounds):
        for operation in operations:
            operation.take_turn()
