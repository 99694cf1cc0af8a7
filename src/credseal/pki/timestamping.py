"""Asking a timestamp authority: the request, and the strict reading of its answer.

RFC 3161, sections 2.4.1 and 2.4.2: https://www.rfc-editor.org/rfc/rfc3161#section-2.4. The authority gets the SHA-256 of the data, a nonce of
64 bits, so that no older answer passes for this one, and the wish for its certificate. What it answers is used only if it granted, for this
hash and this nonce, and if the token verifies.

    asked = request(data)
    answer = ...                             # asked.der goes to the authority, by whatever way
    token = read_response(answer, asked)     # TimestampToken, or PkiError

``TimestampAuthority`` is the plug-in point: whoever stamps data. Over HTTP it is ``credseal.pki.http``.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from credseal.errors import PkiError
from credseal.pki.timestamp import TimestampToken

if TYPE_CHECKING:
    from collections.abc import Iterator

REQUEST_TYPE = "application/timestamp-query"
RESPONSE_TYPE = "application/timestamp-reply"

_GRANTED = ("granted", "granted_with_mods")
_BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)


class TimestampAuthority(Protocol):
    """Stamps data with the time."""

    def timestamp(self, data: bytes) -> TimestampToken:
        """A token that covers ``data``.

        Implementations see to it that the token is an answer to this very call (a nonce) and that it verifies; no token of which
        that is unknown is returned.

        Raises:
            CredsealError: there is none to be had.
        """


@dataclass(frozen=True)
class TimestampRequest:
    """What an authority is asked.

    Attributes:
        der: the TimeStampReq.
        imprint: SHA-256 of the data.
        nonce: what the answer has to repeat.
        policy: by which the authority shall work, dotted; None leaves it to the authority.
    """

    der: bytes
    imprint: bytes
    nonce: int
    policy: str | None


def request(data: bytes, *, policy: str | None = None) -> TimestampRequest:
    """Makes a request for a timestamp.

    Args:
        data: what is to be stamped; only its hash becomes known to the authority.
        policy: the object identifier (dotted) of a policy, for authorities that have several.
    """
    from asn1crypto import tsp  # noqa: PLC0415 - takes long to import, and few need it

    imprint, nonce = hashlib.sha256(data).digest(), secrets.randbits(64)
    content: dict[str, Any] = {
        "version": "v1",
        "message_imprint": {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": imprint},
        "nonce": nonce,
        "cert_req": True,
    }
    if policy is not None:
        content["req_policy"] = policy
    return TimestampRequest(tsp.TimeStampReq(content).dump(), imprint, nonce, policy)


def read_response(der: bytes, asked: TimestampRequest) -> TimestampToken:
    """Reads an authority's answer to a request.

    Args:
        der: the TimeStampResp.
        asked: the request that was sent.

    Returns:
        A token that verifies and answers this request.

    Raises:
        PkiError: ``timestamp.response`` (it cannot be read), ``timestamp.refused`` (the authority says no), ``timestamp.imprint``,
            ``timestamp.nonce``, ``timestamp.policy`` (it answers another question), or what ``TimestampToken`` says of the token.
    """
    token = TimestampToken.parse(_granted(der))
    if token.algorithm != "sha256" or not hmac.compare_digest(token.imprint, asked.imprint):
        raise _other("imprint", "for other data than was sent")
    if token.nonce != asked.nonce:
        raise _other("nonce", "to another request (its nonce differs, or is missing)")
    if asked.policy not in (None, token.policy):
        raise _other("policy", "by another policy than was asked for")
    token.verify()
    return token


def _granted(der: bytes) -> bytes:
    from asn1crypto import core, tsp  # noqa: PLC0415 - as above

    try:
        # As a plain sequence, since asn1crypto has the token as mandatory, which a refusal leaves out.
        parts = [part.dump() for part in core.SequenceOf.load(der, strict=True, spec=core.Any)]
        status = tsp.PKIStatusInfo.load(parts[0], strict=True)
        stated = status["status"].native
        reasons = sorted(_words(status["fail_info"].native))
    except _BROKEN as error:
        raise _unreadable() from error
    if stated not in _GRANTED:
        raise PkiError(
            f"The timestamp authority did not grant the timestamp: {_word(stated)}{''.join(f', {each}' for each in reasons)}.",
            code="timestamp.refused",
            hint="Ask whoever runs the authority, or another one.",
        )
    if len(parts) != 2:  # noqa: PLR2004 - status and token
        raise _unreadable()
    return bytes(parts[1])


def _words(reasons: set[str | int] | None) -> Iterator[str]:
    return (_word(each) for each in reasons or ())


def _word(name: str | int) -> str:
    """The standard's name, or a number where it has none."""
    return str(name).replace("_", " ")


def _other(code: str, what: str) -> PkiError:
    return PkiError(
        f"The timestamp authority's answer is one {what}.",
        code=f"timestamp.{code}",
        hint="Something between here and the authority answers in its place.",
    )


def _unreadable() -> PkiError:
    return PkiError(
        "The timestamp authority's answer is no TimeStampResp (RFC 3161, section 2.4.2).",
        code="timestamp.response",
        hint="Is the address the one of a timestamp authority?",
    )
