"""Files: read within bounds, written whole or not at all.

data = read(Path("badge.json"), limit=8 * 1024 * 1024)
write(Path("sealed.json"), data)               # never over a file that is there
write(Path("seal.pem"), pem, private=True)     # readable by its owner alone
"""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from credseal.errors import InputError, OutputError

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path, *, limit: int) -> bytes:
    """The content of a file.

    Args:
        path: a regular file, or something that can be read like one (a named pipe).
        limit: the most bytes that are read.

    Raises:
        InputError: ``file.missing``, ``file.folder``, ``file.unreadable``, ``file.size``.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.", code="file.missing", hint="Check the name.") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder, not a file.", code="file.folder") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", code="file.unreadable") from None
    except ValueError:  # a null in it
        raise InputError(f"{path} is the name of no file.", code="file.unreadable") from None
    if len(data) > limit:
        raise InputError(f"{path} is larger than {limit} bytes; nothing of that size is read.", code="file.size")
    return data


def write(path: Path, data: bytes, *, overwrite: bool = False, private: bool = False) -> None:
    """Writes a file at once: whoever looks sees the old content, none, or the new, never a part.

    Args:
        path: where to; its folder must exist.
        data: the content.
        overwrite: whether a file that is there may be replaced.
        private: whether only its owner may read it (mode 600 where the system has modes).

    Raises:
        OutputError: ``output.exists``, ``output.folder``, ``output.unwritable``.
    """
    if not path.parent.is_dir():
        raise OutputError(f"There is no folder {path.parent}.", code="output.folder", hint="Make it first.")
    partial = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if overwrite:
                partial.replace(path)
            else:
                os.link(partial, path)  # fails where something is there, also if it came a moment ago
        finally:
            partial.unlink(missing_ok=True)
    except FileExistsError:
        raise OutputError(
            f"{path} is there already and was left as it is.", code="output.exists", hint="Choose another name."
        ) from None
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}.", code="output.unwritable") from None
