"""Whether a text is what a datatype of XML Schema allows.

XML Schema 1.1 Part 2 (https://www.w3.org/TR/xmlschema11-2/), for the datatypes that European Digital Credentials use.

    is_right("2026-11-20T00:00:00Z", "dateTime")      # True
    is_right("2026-11-20", "dateTime")                # False: that is a date
    lexical(50)                                       # '50': what JSON-LD makes of a JSON number

As everywhere here (see ``model.dates``), hour 24 is refused, and so are the years before 1 and after 9999.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from credseal.errors import ModelError
from credseal.model.dates import parse_instant

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGE_STRING = "langString"
_EXACT = 2**53

_ZONE = re.compile(r"(?:Z|[+-][0-9]{2}:[0-9]{2})\Z")
_LEXICAL: Mapping[str, re.Pattern[str]] = {
    "boolean": re.compile(r"true|false|1|0"),
    "decimal": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    "duration": re.compile(
        r"-?P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?"
    ),
    "integer": re.compile(r"[+-]?[0-9]+"),
    "positiveInteger": re.compile(r"\+?0*[1-9][0-9]*"),
}
EXAMPLES: Mapping[str, str] = {
    "HTML": "HTML",
    "anyURI": "a URI",
    "boolean": "true or false",
    "dateTime": "an instant, as 2026-11-20T00:00:00Z",
    "decimal": 'a number as text, as "12.50"',
    "duration": "a duration, as PT50H",
    "integer": "a whole number",
    LANGUAGE_STRING: 'texts by language, as {"en": "..."}',
    "positiveInteger": "a whole number from 1",
    "string": "text",
}
"""What a value must be, in words."""


def is_right(text: str, datatype: str) -> bool:
    """Whether ``text`` is in the lexical space of a datatype, which is named without its namespace."""
    if datatype == "dateTime":
        return _is_date_time(text)
    pattern = _LEXICAL.get(datatype)
    return pattern is None or pattern.fullmatch(text) is not None


def lexical(value: float) -> str:
    """What JSON-LD makes of a JSON number or a truth value (https://www.w3.org/TR/json-ld11-api/#data-round-tripping)."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if abs(value) < _EXACT and value == int(value):
        return str(int(value))
    return f"{value:.15E}" if isinstance(value, float) else ""  # so large an integer is nothing that anybody means


def _is_date_time(text: str) -> bool:
    try:
        parse_instant(text if _ZONE.search(text) else text + "Z")  # the zone may be absent
    except ModelError:
        return False
    return True
