"""Passphrases: from a variable, a file or the terminal, never from the command line, and never shown.

given(args)                     # bytes, or None where no option names one
asked("Passphrase of seal.pem")
"""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from credseal.cli import console
from credseal.cli.problems import UsageError
from credseal.encoding.inert import inert
from credseal.errors import InputError, KeyMaterialError
from credseal.files import read

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

T = TypeVar("T")

_MOST = 1000  # bytes, about what OpenSSL takes
_FILE = 64 * 1024


def given(args: Namespace) -> bytes | None:
    """The passphrase that an option leads to, or None.

    Raises:
        UsageError: ``passphrase.variable`` (not set), ``passphrase.file`` (cannot be read), ``passphrase.empty``,
            ``passphrase.long``.
    """
    if args.passphrase_env is not None:
        value = os.environ.get(args.passphrase_env)
        if value is None:
            raise UsageError(
                "The environment variable that --passphrase-env names is not set.",  # its name may be the passphrase
                code="passphrase.variable",
                hint="Name the variable, not the passphrase.",
            )
        return _filled(os.fsencode(value))
    if args.passphrase_file is not None:
        content = _content(Path(args.passphrase_file))
        return _filled(content.partition(b"\n")[0].removesuffix(b"\r"))
    return None


def asked(what: str) -> bytes:
    """A passphrase from the terminal.

    Raises:
        UsageError: ``passphrase.no-terminal``, ``passphrase.empty``.
    """
    if not console.is_interactive():
        raise UsageError(
            "A passphrase is needed, and there is no terminal to ask for it.",
            code="passphrase.no-terminal",
            hint="Say where it is: --passphrase-env, --passphrase-file; a new key may also have --no-passphrase.",
        )
    try:
        return _filled(os.fsencode(getpass.getpass(f"{what}: ")))
    except EOFError:
        raise _empty() from None


def asked_twice(what: str) -> bytes:
    """A new passphrase from the terminal, typed twice.

    Raises:
        UsageError: as ``asked``; ``passphrase.differs``.
    """
    first = asked(what)
    if asked("The same again") != first:
        raise UsageError("The two passphrases differ; nothing was written.", code="passphrase.differs")
    return first


def with_passphrase(open_key: Callable[[bytes | None], T], passphrase: bytes | None, *, what: str) -> T:
    """Opens a key; where it turns out to be encrypted and no option names the passphrase, asks for it.

    Raises:
        UsageError: as ``asked``.
        KeyMaterialError: whatever ``open_key`` raises.
    """
    try:
        return open_key(passphrase)
    except KeyMaterialError as error:
        if error.code != "key.passphrase-missing":
            raise
    return open_key(asked(f"Passphrase of {inert(what)}"))


def _content(path: Path) -> bytes:
    try:
        return read(path, limit=_FILE)
    except InputError as error:
        raise UsageError(
            "The file that --passphrase-file names cannot be read.",  # its name may be the passphrase
            code="passphrase.file",
            hint=f"Name the file, not the passphrase ({error.code}).",
        ) from None


def _filled(passphrase: bytes) -> bytes:
    if not passphrase:
        raise _empty()
    if len(passphrase) > _MOST:
        raise UsageError(f"The passphrase is longer than {_MOST} bytes.", code="passphrase.long")
    return passphrase


def _empty() -> UsageError:
    return UsageError("The passphrase is empty.", code="passphrase.empty", hint="An empty one protects nothing.")
