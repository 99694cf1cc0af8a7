"""A bounded memory for what was looked up, with lifetimes.

Holds the newest entries, drops the one that was not asked for longest, and forgets each after its lifetime. Safe between
threads; no lock is held while something is looked up, so two threads may look up the same thing at once.

    recent: Recent[str] = Recent(entries=256, clock=lambda: datetime.now(UTC))
    recent.put("did:web:uni.example", "answer", lifetime=timedelta(minutes=5))
    recent.get("did:web:uni.example")                    # 'answer', for five minutes; then None
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

Value = TypeVar("Value")


class Recent(Generic[Value]):
    """The most recently used entries.

    Args:
        entries: how many are kept.
        clock: tells the time, aware.
    """

    def __init__(self, *, entries: int, clock: Callable[[], datetime]) -> None:
        self._entries = entries
        self._clock = clock
        self._kept: OrderedDict[str, tuple[datetime, timedelta, Value]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> Value | None:
        """What was put under a key, unless it is too old or was dropped."""
        now = self._clock()
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            put, lifetime, value = found
            # A clock that was set back makes entries look young: they are as good as unknown.
            if not put <= now < put + lifetime:
                del self._kept[key]
                return None
            self._kept.move_to_end(key)
            return value

    def put(self, key: str, value: Value, *, lifetime: timedelta) -> None:
        """Remember a value for some time."""
        now = self._clock()
        with self._lock:
            self._kept[key] = (now, lifetime, value)
            self._kept.move_to_end(key)
            while len(self._kept) > self._entries:
                self._kept.popitem(last=False)
