"""Quiet for the certificates of this world: what ``cryptography`` warns of is either refused here by name, or does not matter.

It warns while it reads names that are longer than X.520 allows, and serial numbers that are not positive. Programs that turn warnings
into errors would see those errors instead of an answer about the certificate, and all others would see lines that nobody asked for.

    with lenient():
        subject = native.subject
"""

from __future__ import annotations

import threading
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# The filters of warnings belong to the whole process: two threads that change them at once would not put them back right.
_LOCK = threading.RLock()


@contextmanager
def lenient() -> Iterator[None]:
    """Within it, cryptography's warnings are not heard."""
    with _LOCK, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
