"""What was handed over: a file, text, bytes or a parsed object, told apart strictly and read within bounds.

envelope = open_envelope(Path("badge.json"))
envelope.document        # the JSON object
envelope.notes           # what a verifier should tell about how it came
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from credseal.encoding import strict_json
from credseal.errors import EnvelopeError
from credseal.files import read
from credseal.findings import Finding

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject

Source: TypeAlias = "Path | str | bytes | Mapping[str, Any]"
"""A ``Path`` is a file, ``str`` and ``bytes`` are content, a mapping is parsed JSON."""

# Told by how they begin. Named, so that nobody wonders whether a badge is broken or of another kind.
_OTHER_FORMS = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "picture", "a PNG picture"),
    # Possessive throughout: a comment is never read twice.
    (re.compile(rb"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<svg\b"), "picture", "an SVG picture"),
    (re.compile(rb"%PDF-"), "pdf", "a PDF"),
    (re.compile(rb"\s*eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*~"), "sd-jwt", "an SD-JWT"),
    (re.compile(rb"\s*eyJ[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\s*$"), "jwt", "a JWT"),
)


@dataclass(frozen=True)
class Envelope:
    """A credential as it came.

    Attributes:
        document: its JSON.
        notes: what should be told about how it came.
    """

    document: JsonObject
    notes: tuple[Finding, ...] = ()


def open_envelope(source: Source) -> Envelope:
    """The JSON document in what was handed over.

    Raises:
        InputError: the file cannot be read (``file.*``), the content is not the JSON that is accepted (``json.*``), is of a
            form that is not verified yet (``envelope.*``, which names it), or is no object (``envelope.shape``).
    """
    if isinstance(source, Mapping):
        return Envelope(_object(strict_json.loads(_dumped(source))), (_DUPLICATES_UNCHECKED,))
    if isinstance(source, Path):
        source = read(source, limit=strict_json.DEFAULT.bytes)
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    for form, code, words in _OTHER_FORMS:
        if form.match(data):
            raise EnvelopeError(
                f"This is {words}; this version of credseal verifies credentials in JSON.",
                code=f"envelope.{code}",
                hint="Ask for the credential as a .json file.",
            )
    return Envelope(_object(strict_json.loads(data)))


_DUPLICATES_UNCHECKED = Finding(
    "envelope.parsed",
    "info",
    "The document was handed over parsed, so that members written twice could not be noticed.",
    hint="Hand over the bytes.",
)


def _dumped(source: Mapping[str, Any]) -> str:
    try:
        return strict_json.dumps(dict(source))
    except (TypeError, ValueError, RecursionError):
        raise EnvelopeError(
            "The mapping holds something that JSON does not have.", code="envelope.shape", pointer=""
        ) from None


def _object(value: object) -> JsonObject:
    if not isinstance(value, dict):
        raise EnvelopeError("The JSON is not an object, so it is no credential.", code="envelope.shape", pointer="")
    return value
