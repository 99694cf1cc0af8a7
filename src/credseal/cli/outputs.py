"""Files that a verb is to make: looked at before anybody types a passphrase, written by ``credseal.files``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


def refuse_existing(path: Path) -> None:
    """Refuses early what ``files.write`` would refuse late.

    Raises:
        OutputError: ``output.exists``, ``output.folder``.
    """
    if not path.parent.is_dir():
        raise OutputError(f"There is no folder {path.parent}.", code="output.folder", hint="Make it first.")
    if path.exists() or path.is_symlink():
        raise OutputError(
            f"{path} is there already and was left as it is.", code="output.exists", hint="Choose another name."
        )
