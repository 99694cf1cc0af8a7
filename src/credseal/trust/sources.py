"""From what the caller hands over to the register in it, and to the reason why that is the register's own word.

    content = open_source(Path("universities.json"), sha256="9f86d081884c7d65...", signed_by=None)
    content.data, content.known_by          # {'name': ...}, 'pinned by its SHA-256 digest'

Bytes are read once, so that what was hashed or checked is what is read. A signed register whose signer nobody names is refused
rather than taken as it is: whoever has one means to have it checked.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from credseal.encoding import strict_json
from credseal.errors import JsonError, ModelError, RegisterError
from credseal.model.dates import order
from credseal.trust.seals import Opened, open_document, open_token, signer_named

if TYPE_CHECKING:
    from datetime import date, datetime

    from credseal.keys.public import PublicKey
    from credseal.trust.seals import NamedSigner

LIMITS = strict_json.Limits(bytes=16 * 1024 * 1024, depth=8, items=1_000_000)
UNSECURED = "neither pinned nor signed"
_PINNED = "pinned by its SHA-256 digest"
_SHA256 = re.compile(r"[0-9A-Fa-f]{64}")
_TOKEN = re.compile(rb"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\s*")


@dataclass(frozen=True)
class Content:
    """What a register says, not looked at yet.

    Attributes:
        data: parsed JSON without proofs.
        known_by: why these are the register's own words, in words of a report.
        expires: until when the signature says that it counts.
    """

    data: Any
    known_by: str
    expires: datetime | None = None


def open_source(
    source: Path | bytes | Mapping[str, Any], *, sha256: str | None, signed_by: str | PublicKey | None
) -> Content:
    """Read a source, and check pin and signature as far as they are asked for.

    Raises:
        RegisterError: ``register.unreadable``, ``register.json``, ``register.pin``, ``register.signer``, ``register.unsigned``,
            ``register.proof``, ``register.signature``.
    """
    signer = None if signed_by is None else signer_named(signed_by)
    pinned = sha256 is not None
    if not isinstance(source, Path | bytes):
        if pinned:
            raise RegisterError(
                "Parsed JSON has no bytes whose digest could be compared.",
                code="register.pin",
                hint="Give the file itself.",
            )
        return _content(_document(source, signer, pinned=False), signer, pinned=False)
    data = _read(source) if isinstance(source, Path) else source
    shown = f"The register {source.name!r}" if isinstance(source, Path) else "The register"
    if sha256 is not None:
        _check_pin(data, sha256, shown)
    if _TOKEN.fullmatch(data):
        return _content(_token(data.rstrip(), signer, pinned=pinned), signer, pinned=pinned)
    try:
        document = strict_json.loads(data, limits=LIMITS)
    except JsonError as error:
        raise RegisterError(
            f"{shown} is not the JSON that credseal accepts: {error.message}", code="register.json", hint=error.hint
        ) from None
    return _content(_document(document, signer, pinned=pinned), signer, pinned=pinned)


def is_up_to_date(updated: date | None, expires: datetime | None, at: datetime) -> bool:
    """Whether a source's word counts at an instant.

    Args:
        updated: the day on which it was last changed, which must have come.
        expires: until when it counts, aware.
        at: the instant, aware.
    """
    begun = updated is None or order(updated, at) <= 0
    return begun and (expires is None or at < expires)


def refused(error: ModelError) -> RegisterError:
    """What is wrong with a member of a source, as an error about the source."""
    family, _, word = error.code.partition(".")
    code = error.code if family == "accreditation" else f"register.{word}"
    return RegisterError(error.message, code=code, pointer=error.pointer, hint=error.hint)


def _document(document: Any, signer: NamedSigner | None, *, pinned: bool) -> Opened:
    if not isinstance(document, Mapping):
        return Opened(document)  # the record that is to be made of it says what it must be
    if signer is not None:
        return open_document(dict(document), signer.key)
    if "proof" in document and not pinned:
        raise _no_signer()
    return Opened({member: value for member, value in document.items() if member != "proof"})


def _token(token: bytes, signer: NamedSigner | None, *, pinned: bool) -> Opened:
    if signer is None and not pinned:
        raise _no_signer()
    return open_token(token, signer.key if signer else None, limits=LIMITS)


def _content(opened: Opened, signer: NamedSigner | None, *, pinned: bool) -> Content:
    reasons = [_PINNED] * pinned + ([f"signed by {signer.name}"] if signer else [])
    return Content(opened.data, " and ".join(reasons) or UNSECURED, opened.expires)


def _check_pin(data: bytes, sha256: str, shown: str) -> None:
    if _SHA256.fullmatch(sha256) is None:
        raise RegisterError(
            "The digest to compare with is no SHA-256 in hexadecimal, which has 64 digits.", code="register.pin"
        )
    if hashlib.sha256(data).hexdigest() != sha256.lower():
        raise RegisterError(
            f"{shown} is not the file that was pinned: its SHA-256 digest is another.",
            code="register.pin",
            hint="If the register has published a new version, check it and pin that.",
        )


def _no_signer() -> RegisterError:
    return RegisterError(
        "The register is signed, but nobody says by whom it must be.",
        code="register.signer",
        hint="Name the signer (signed_by), or pin the file (sha256); a signature by just anybody shows nothing.",
    )


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LIMITS.bytes + 1)
    except OSError as error:
        raise RegisterError(
            f"The register {path.name!r} cannot be read: {error.strerror or 'it is no file'}.",
            code="register.unreadable",
        ) from None
    except ValueError:  # a null in it
        raise RegisterError(
            f"{path.name!r} is the name of no file, and of no register.", code="register.unreadable"
        ) from None
