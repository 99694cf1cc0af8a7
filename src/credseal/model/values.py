"""What single values may be: absolute URIs, country codes, language tags, text that people can read.

The types below are ``str`` to a type checker; the rule that travels with them is applied when a record is built, loaded or
read back (``credseal.model.fields``).

    @dataclass(frozen=True)
    class Evidence:
        url: Uri | None = None         # Evidence("not a URI") raises ModelError: model.uri

URIs: RFC 3986 section 3, non-ASCII characters as in RFC 3987, https://www.rfc-editor.org/rfc/rfc3986 . A relative reference
never identifies anything in a credential that travels.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, NamedTuple, TypeAlias

from credseal.errors import ModelError, pointer_to


class Rule(NamedTuple):
    """What a text must be: how it is called, the error's code, the test, and what to do when it fails."""

    expected: str
    code: str
    test: Callable[[str], object]
    hint: str


# What RFC 3987 allows, plus "[" and "]" only where a host may have them; "%" only before two hexadecimal digits.
_URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:"
    r"(//[^\x00-\x20\x7f-\xa0<>\"{}|\\^`%/?#]*)?"
    r"(?:[^\x00-\x20\x7f-\xa0<>\"{}|\\^`%\[\]#\ud800-\udfff\ufff0-\uffff]++|%[0-9A-Fa-f]{2})*+"
    r"(#([^\x00-\x20\x7f-\xa0<>\"{}|\\^`%\[\]#\ud800-\udfff\ufff0-\uffff]|%[0-9A-Fa-f]{2})*)?"
)
_HAS_HOST = re.compile(r"//[^/?#]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
# C0 and C1 controls but tab, line feed and carriage return; half a surrogate pair; characters that are never characters.
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# The European institutions write EL and UK, ISO 3166-1 does not.
_NOT_ISO = {"EL", "UK"}


def is_uri(text: str) -> bool:
    """Whether this is an absolute URI or IRI: a scheme, something behind it, and no character that may not stand in one."""
    scheme, _, rest = text.partition(":")
    if not _URI.fullmatch(text) or not rest.strip("/"):
        return False
    return scheme.lower() not in ("http", "https") or _HAS_HOST.match(rest) is not None


URI = Rule(
    "an absolute URI", "model.uri", is_uri, "Write it in full, e.g. https://uni.example/ or did:web:uni.example."
)
COUNTRY = Rule(
    "a country code of ISO 3166-1 (two capital letters)",
    "model.country",
    lambda text: _COUNTRY.fullmatch(text) and text not in _NOT_ISO,
    "Greece is GR, the United Kingdom GB.",
)
LANGUAGE = Rule(
    "a language tag (BCP 47)", "model.language", _LANGUAGE.fullmatch, "Write e.g. en, el, pl, sr-Latn or pt-BR."
)
TOKEN = Rule(
    "a short name of letters, digits, '.', '_' and '-'", "model.token", _TOKEN.fullmatch, "Write e.g. student-number."
)
EMAIL = Rule("an e-mail address", "model.email", _EMAIL.fullmatch, "Write e.g. registry@uni.example.")
READABLE = Rule(
    "text without control characters",
    "model.control-character",
    lambda text: not _UNREADABLE.search(text),
    "Remove it; line breaks and tabs may stay.",
)
FILLED = Rule(
    "text that says something", "model.empty-text", str.strip, "Leave the member out if there is nothing to say."
)

Uri: TypeAlias = Annotated[str, URI]
Country: TypeAlias = Annotated[str, COUNTRY]
LanguageTag: TypeAlias = Annotated[str, LANGUAGE]
Token: TypeAlias = Annotated[str, TOKEN]
Email: TypeAlias = Annotated[str, EMAIL]


def check_text(text: str, rule: Rule | None, *steps: str | int) -> None:
    """Check a text against what every text must be, and against a rule of its own.

    Args:
        text: the text.
        rule: its own rule.
        steps: where it is, for the error's pointer.

    Raises:
        ModelError: the code of the rule that is broken.
    """
    for each in (FILLED, READABLE, rule):
        if each is not None and not each.test(text):
            pointer = pointer_to(*steps)
            raise ModelError(
                f"The member {_member(pointer)} must be {each.expected}.",
                code=each.code,
                pointer=pointer,
                hint=each.hint,
            )


def canonical_language(tag: str) -> str:
    """A language tag in the customary case of its parts (RFC 5646, section 2.1.1): ``SR-latn-rs`` is ``sr-Latn-RS``."""
    first, *others = tag.split("-")
    return "-".join([first.lower(), *(_in_case(part) for part in others)])


def shape_of(value: Any) -> str:
    """What a value is, in words and without telling it: for messages that must not quote personal data."""
    for kinds, words in _SHAPES:
        if isinstance(value, kinds):
            return words
    return f"a {type(value).__name__}"


def wrong_type(pointer: str, expected: str, value: Any) -> ModelError:
    """The error for a member of the wrong kind."""
    hint = "Leave the member out if there is nothing to say." if value is None else None
    where = f"The member {_member(pointer)}" if pointer else "The record"
    return ModelError(
        f"{where} must be {expected}, it is {shape_of(value)}.", code="model.wrong-type", pointer=pointer, hint=hint
    )


_SHAPES: tuple[tuple[Any, str], ...] = (
    (type(None), "empty"),
    (bool, "true or false"),
    (str, "text"),
    ((int, float, Decimal), "a number"),
    (datetime, "an instant"),
    (date, "a date"),
    (Mapping, "a mapping"),
    ((list, tuple), "a list"),
)


def _in_case(part: str) -> str:
    if len(part) == 2:  # noqa: PLR2004  a region, RFC 5646 section 2.2.4
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()  # noqa: PLR2004  a script, section 2.2.3


def _member(pointer: str) -> str:
    return repr(pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")[:80])
