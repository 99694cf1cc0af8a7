"""How the command says that something went wrong: one sentence, one hint, no traceback.

    credseal: There is no file ada.json.
    Check the name.
    More: credseal explain file.missing

With ``--json`` the same as a document of the schema ``credseal.error.v1`` on standard output.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from credseal.cli import console
from credseal.errors import CredsealError

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = "credseal.error.v1"
FAULT_CODE = "credseal.fault"
FAULT = 70
"""The exit code for a fault of credseal's own (EX_SOFTWARE of sysexits.h)."""


class UsageError(CredsealError):
    """The command was not used as it is meant."""


def tell(error: CredsealError, *, as_json: bool) -> None:
    """Writes an error: to standard error for people, to standard output as JSON."""
    if as_json:
        console.show_json(to_dict(error))
        return
    console.warn(f"credseal: {error}")
    if error.hint:
        console.warn(error.hint)
    if not error.code.startswith("usage."):
        console.warn(f"More: credseal explain {error.code}")


def to_dict(error: CredsealError) -> dict[str, Any]:
    """An error as JSON values."""
    known = {"code": error.code, "message": error.message, "hint": error.hint, "pointer": error.pointer}
    return {"schema": SCHEMA, **{name: value for name, value in known.items() if value is not None}}


@contextmanager
def about(name: str) -> Iterator[None]:
    """Errors inside name the file that they are about, unless they do already."""
    try:
        yield
    except CredsealError as error:
        error.message = named(name, error)
        raise


def named(name: str, error: CredsealError) -> str:
    """The error's sentence, with the name of what it is about."""
    return error.message if Path(name).name in error.message else f"{name}: {error.message}"


def fault(error: Exception) -> CredsealError:
    """An error for what should not have happened, without what it may have quoted."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" ({Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno})" if trace else ""
    return CredsealError(
        f"This is a fault of credseal's own, and no answer: {type(error).__name__}{place}.",
        code=FAULT_CODE,
        hint="Please report it with the command and the version (credseal --version).",
    )
