"""What a verb is to read: files, folders of them, standard input.

expand(["applicants/", "-"])        # ['applicants/ada.json', 'applicants/bo.png', '-']
source_of("applicants/ada.json")    # a Path
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from credseal.cli.problems import UsageError
from credseal.encoding import strict_json
from credseal.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STANDARD_INPUT = "-"
_SUFFIXES = frozenset({".json", ".jsonld", ".1ob", ".jwt", ".jws", ".png", ".svg"})
_MOST_FILES = 100_000
_MOST_BYTES = strict_json.DEFAULT.bytes


def expand(names: Sequence[str]) -> list[str]:
    """Files as they are; of folders, whatever in them may be a credential by its name, in the order of the names.

    Hidden files and links to elsewhere are passed over.

    Raises:
        InputError: ``file.folder-empty``, ``file.folder-size``.
    """
    return [file for name in names for file in (_inside(name) if _is_folder(name) else [name])]


def source_of(name: str) -> Path | bytes:
    """A file, or what comes on standard input, within bounds.

    Raises:
        InputError: ``file.size``, ``file.unreadable``.
    """
    if name != STANDARD_INPUT:
        return Path(name)
    if sys.stdin is None:
        raise InputError("There is no standard input.", code="file.unreadable")
    data = sys.stdin.buffer.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise InputError(
            f"Standard input holds more than {_MOST_BYTES} bytes; nothing of that size is read.", code="file.size"
        )
    return data


def spoken(name: str) -> str:
    """How a source is called in a sentence."""
    return "standard input" if name == STANDARD_INPUT else name


def refuse_repeated_input(names: Sequence[str]) -> None:
    """Standard input can be read once.

    Raises:
        UsageError: ``usage.standard-input``.
    """
    if names.count(STANDARD_INPUT) > 1:
        raise UsageError("Standard input (-) can be read once only.", code="usage.standard-input")


def _is_folder(name: str) -> bool:
    try:
        # Nothing is no folder: an empty variable of a script must not mean all that lies here.
        return name not in ("", STANDARD_INPUT) and Path(name).is_dir()
    except OSError:  # a name that is too long, say: reading tells
        return False


def _inside(folder: str) -> list[str]:
    found: list[str] = []
    for path in _walk(Path(folder)):
        found.append(str(path))
        if len(found) > _MOST_FILES:
            raise InputError(f"{folder} holds more than {_MOST_FILES} files.", code="file.folder-size")
    if not found:
        raise InputError(
            f"{folder} holds no file that may be a credential.",
            code="file.folder-empty",
            hint=f"Looked for {', '.join(sorted(_SUFFIXES))}; name other files one by one.",
        )
    return found


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise InputError(f"{folder} cannot be read: {error.strerror}.", code="file.unreadable") from None
    for path in entries:
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            yield from _walk(path)
        elif path.suffix.lower() in _SUFFIXES:
            yield path
