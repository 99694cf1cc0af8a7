"""What the stable codes mean, and what to do about them.

Read from ``codes/``: a file for each family of codes, that is, for what stands before the dot.

    find("issuer.unknown-key").do        # 'Get the issuer's identifier from the issuer, over a way you trust, ...'
    family("issuer").about               # 'Who issued it: whether the one named as issuer signed ...'

In a file, ``about`` explains the family and ``kind`` is that of its codes; each table below is a code, which may have a ``kind`` of its
own. A test compares the files with the codes that the source can use, in both directions.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Kind: TypeAlias = Literal["error", "note", "passed", "failed", "inconclusive", "not requested", "not applicable"]
"""As what the code is met: ``error`` stops what was asked for, or is the reason of a check; ``note`` is worth knowing and decides
nothing by itself; the others are how a check ended."""

_FAMILY = re.compile(r"[a-z0-9-]{1,40}")
_LONGEST = 60  # characters of what somebody asks for that are compared
_NEAR = 3
_ALIKE = 0.75
_SENTENCE_ENDS = re.compile(r"(?<=[.])\s+(?=[A-Z])")


@dataclass(frozen=True)
class Explanation:
    """What a code means.

    Attributes:
        code: the code.
        kind: as what it is met.
        means: what lies behind it, in a sentence or two.
        do: what to do about it, in one sentence.
    """

    code: str
    kind: Kind
    means: str
    do: str

    @property
    def summary(self) -> str:
        """The first sentence of what it means."""
        return _first_sentence(self.means)


@dataclass(frozen=True)
class Family:
    """The codes that begin alike.

    Attributes:
        name: what stands before the dot.
        about: what they have in common.
        explanations: of its codes, by the alphabet.
    """

    name: str
    about: str
    explanations: tuple[Explanation, ...]

    @property
    def summary(self) -> str:
        """The first sentence about them."""
        return _first_sentence(self.about)


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """The names of the families, by the alphabet."""
    return tuple(sorted(each.name.removesuffix(".toml") for each in _folder().iterdir() if each.name.endswith(".toml")))


def families() -> tuple[Family, ...]:
    """All of them."""
    return tuple(found for name in names() if (found := family(name)) is not None)


@lru_cache(maxsize=128)
def family(name: str) -> Family | None:
    """The family of that name; None where there is none."""
    if not _FAMILY.fullmatch(name) or name not in names():
        return None
    read = tomllib.loads((_folder() / f"{name}.toml").read_text(encoding="utf-8"))
    about, usual = read.pop("about"), read.pop("kind")
    explained = (
        Explanation(f"{name}.{word}", entry.get("kind", usual), entry["means"], entry["do"])
        for word, entry in sorted(read.items())
    )
    return Family(name, about, tuple(explained))


def find(code: str) -> Explanation | None:
    """The explanation of a code; None where there is no such code."""
    found = family(code.partition(".")[0])
    return next((each for each in found.explanations if each.code == code), None) if found else None


def beginning_with(text: str) -> tuple[Explanation, ...]:
    """The explanations of all codes that begin so."""
    return tuple(each for known in families() for each in known.explanations if each.code.startswith(text))


def near(text: str) -> tuple[str, ...]:
    """The few codes and families that somebody may have meant."""
    text = text[:_LONGEST]
    codes = [each.code for known in families() for each in known.explanations]
    same_word = [code for code in codes if code.partition(".")[2] == text.rpartition(".")[2]]
    alike = difflib.get_close_matches(text, [*names(), *codes], n=_NEAR, cutoff=_ALIKE)
    return tuple(dict.fromkeys([*alike, *same_word]))[:_NEAR]


def _first_sentence(text: str) -> str:
    return _SENTENCE_ENDS.split(text, maxsplit=1)[0]


def _folder() -> Traversable:
    return files("credseal.cli") / "codes"
