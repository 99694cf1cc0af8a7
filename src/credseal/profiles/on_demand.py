"""Names of a package that are loaded when they are first asked for (PEP 562: https://peps.python.org/pep-0562/).

Most documents are of one profile, and each profile takes long to load: who reads a badge does not wait for the European Learning Model.

    __getattr__ = on_demand(__name__, {"from_document": "reading", "check": "structure"})

No name may be that of a module of the package: importing the module would put it in the name's place.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def on_demand(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """The ``__getattr__`` of a package.

    Args:
        package: its ``__name__``.
        homes: which of its modules each name is from.
    """

    def load(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(import_module(f"{package}.{homes[name]}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return load
