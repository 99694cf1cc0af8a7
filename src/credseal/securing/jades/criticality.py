"""What the header demands to be understood: ``crit``.

RFC 7515, section 4.1.11 (https://www.rfc-editor.org/rfc/rfc7515#section-4.1.11), RFC 7797, section 6, and ETSI TS 119 182-1, clause 5.1.9.
A list that breaks its rules, or that lists what nobody knows, makes the signature one that must be refused. What JAdES
defines and credseal does not judge leaves it undecided.

    for error in critical_faults(header, unprotected):
        error.code        # 'jades.crit', 'jades.crit-unknown' or 'jades.unsupported'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.errors import ProofError, pointer_to
from credseal.securing.jades.parameters import MUST_BE_CRITICAL, NO_EXTENSIONS, PARAMETERS, UNDERSTOOD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.encoding.strict_json import JsonObject, JsonValue

_SHOWN = 40


def refuse_critical(header: JsonObject, unprotected: JsonObject) -> None:
    """Refuse a signature whose ``crit`` must be, or may have to be, refused.

    Raises:
        ProofError: the first of ``critical_faults``; wrong comes before undecided.
    """
    faults = list(critical_faults(header, unprotected))
    for fault in sorted(faults, key=lambda error: error.code == "jades.unsupported"):
        raise fault


def critical_faults(header: JsonObject, unprotected: JsonObject) -> Iterator[ProofError]:
    """What is wrong with ``crit``, or beyond this verifier.

    Args:
        header: the protected header.
        unprotected: the other one; a parameter that is listed may stand there.
    """
    listed: list[JsonValue] = []
    if "crit" in header:
        given = header["crit"]
        if not isinstance(given, list) or not given:
            yield _crit("is not a list with something in it")
        else:
            listed = given
    if "crit" in unprotected:
        yield _crit("stands in the unprotected header")
    yield from _entries(listed, {*header, *unprotected})
    for name in MUST_BE_CRITICAL:
        if name in header and name not in listed:
            yield _crit(f"does not list '{name}', which is there and must be understood")


def _entries(listed: list[JsonValue], present: set[str]) -> Iterator[ProofError]:
    seen = set()
    for index, name in enumerate(listed):
        pointer = pointer_to("crit", index)
        if not isinstance(name, str):
            yield _crit("lists something that is no name", pointer)
        elif name in seen:
            yield _crit(f"lists '{_shown(name)}' twice", pointer)
        elif name in NO_EXTENSIONS:
            yield _crit(f"lists '{name}', which is no extension (RFC 7515, section 4.1.11)", pointer)
        elif name not in present:
            yield _crit(f"lists '{_shown(name)}', which the header does not have", pointer)
        elif name not in UNDERSTOOD:
            yield _not_understood(name, pointer)
        if isinstance(name, str):
            seen.add(name)


def _not_understood(name: str, pointer: str) -> ProofError:
    if name in PARAMETERS:
        return ProofError(
            f"The seal demands that whoever checks it understands '{name}', which credseal does not judge.",
            code="jades.unsupported",
            pointer=pointer,
            hint="Have it checked by a validator that supports this parameter, such as the European Commission's DSS.",
        )
    return ProofError(
        f"The seal demands that whoever checks it understands '{_shown(name)}', which is unknown.",
        code="jades.crit-unknown",
        pointer=pointer,
        hint="Whoever does not understand it must refuse the seal (RFC 7515, section 4.1.11).",
    )


def _crit(what: str, pointer: str = "/crit") -> ProofError:
    return ProofError(
        f"The seal's list of what must be understood ('crit') {what}.",
        code="jades.crit",
        pointer=pointer,
        hint="The issuer's software has to mend it: verifiers must refuse such a seal.",
    )


def _shown(name: str) -> str:
    return name if len(name) <= _SHOWN else f"{name[:_SHOWN]}..."
