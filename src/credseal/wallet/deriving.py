"""Showing a part: what the holder lets a verifier see of a credential, with its issuer's word for that.

    part = derive(Path("ada-own.json"), ["/credentialSubject/result", "/credentialSubject/identifier/0"])
    part.save("ada-shown.json")
    present([part.data], signer, challenge=challenge, domain="https://employer.example")

==============================  ================================================================================
credential                      what is shown, besides what is named
==============================  ================================================================================
with an ecdsa-sd-2023 base      what its issuer made mandatory, ``id`` and ``type`` of whatever is around what is named
proof, the learner's own copy   (Data Integrity ECDSA Cryptosuites 1.0, section 3.4:
                                https://www.w3.org/TR/vc-di-ecdsa/#selective-disclosure-functions)
an SD-JWT                       what its issuer did not let the holder withhold, and what of that kind is around what is
                                named (RFC 9901, section 7.2: https://www.rfc-editor.org/rfc/rfc9901#section-7.2)
any other                       refused: it is shown whole
==============================  ================================================================================

Verifiers refuse a learner's own copy, whoever shows it. So a wallet that receives one verifies all that it can show:

    verifier.inspect(derive(own, [""]).data)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from credseal.encoding import strict_json
from credseal.envelope import open_envelope
from credseal.errors import ProofError
from credseal.files import write
from credseal.jsonld.contexts import BUNDLED
from credseal.profiles import readers, vcdm
from credseal.securing.data_integrity.selective.deriving import derive as derive_proof
from credseal.securing.data_integrity.selective.selection import steps_of
from credseal.securing.sd_jwt import parsing as sd_jwt
from credseal.securing.sd_jwt.presenting import present as present_claims

if TYPE_CHECKING:
    from collections.abc import Collection

    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.envelope import Source
    from credseal.findings import Finding
    from credseal.jsonld.contexts import Contexts
    from credseal.securing.sd_jwt.claim_paths import Place


@dataclass(frozen=True)
class Part:
    """A part of a credential, to be presented, sent or saved.

    Attributes:
        document: its JSON; of an SD-JWT, the claims that it shows.
        token: the SD-JWT, or None.
    """

    document: JsonObject = field(repr=False)
    token: str | None = field(default=None, repr=False)

    @property
    def media_type(self) -> str:
        """Of ``data``."""
        if self.token is None:
            return "application/vc"
        return "application/vc+sd-jwt" if self._is_of_data_model else "application/dc+sd-jwt"

    @property
    def data(self) -> bytes:
        """The document as UTF-8 JSON; the token, where it is one."""
        if self.token is not None:
            return self.token.encode()
        return (strict_json.dumps(self.document, indent=2) + "\n").encode()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What its standards say of it: a holder may show less than they ask for, and verifiers refuse it for errors."""
        of_data_model = vcdm.check(self.document) if self._is_of_data_model else ()
        return (*of_data_model, *readers.check(self.document))

    @property
    def _is_of_data_model(self) -> bool:
        """Whether it is a credential of the W3C data model, and no SD-JWT VC."""
        return "@context" in self.document

    def save(self, path: Path | str, *, overwrite: bool = False) -> None:
        """Writes ``data`` to a file, whole or not at all.

        Raises:
            OutputError: the file is there already (unless ``overwrite``), or cannot be written.
        """
        write(Path(path), self.data, overwrite=overwrite)


def derive(source: Source, reveal: Collection[str], *, contexts: Contexts = BUNDLED) -> Part:
    """The part of a credential that its holder shows.

    That its issuer is who it says, and that it still counts, is for whoever is shown the part to verify, and for the wallet when it receives
    the credential.

    Args:
        source: as its issuer handed it over; a ``Path`` is a file, ``str`` and ``bytes`` are content, a mapping is parsed JSON.
        reveal: JSON pointers (RFC 6901) into the document, or into the claims of an SD-JWT, to what is shown besides what always is.
            What is named comes whole. None names nothing; ``""`` names everything.
        contexts: the JSON-LD contexts that are known.

    Raises:
        InputError: the credential cannot be read.
        ProofError: ``disclosure.none``, it is shown whole; ``disclosure.derived``, it is a part already;
            ``disclosure.pointer``, a pointer is none or names nothing; ``disclosure.secured``, ``disclosure.partial``, it names half of what
            is shown whole or not at all; ``sd-jwt.bound``, it was presented to somebody; others, where what the issuer handed over is broken.
        SignatureError, JsonLdError: likewise.
    """
    envelope = open_envelope(source)
    if envelope.form == "sd-jwt" and envelope.token is not None:
        return _with_claims(envelope.token, reveal)
    if envelope.form != "json" or "proof" not in envelope.document:
        raise ProofError(
            "No part of the credential can be shown by itself: nothing in it is signed apart from the rest.",
            code="disclosure.none",
            hint="Show it whole, or ask the issuer for one that can be shown in part.",
        )
    return Part(derive_proof(envelope.document, reveal, contexts=contexts))


def _with_claims(text: str, pointers: Collection[str]) -> Part:
    received = sd_jwt.parse(text)
    processed = received.processed()
    named = {_path(processed.payload, pointer) for pointer in pointers}
    # What a pointer names comes whole, as it does of other credentials: with what could be withheld inside.
    inside = [
        one.place for one in processed.disclosed if any(one.place[:depth] in named for depth in _depths(one.place))
    ]
    token = present_claims(received, [*filter(None, named), *inside])
    return Part(sd_jwt.parse(token).processed().payload, token)


def _depths(place: Place) -> range:
    """Of what is around a place, the whole document first, and of itself."""
    return range(len(place) + 1)


def _path(claims: JsonObject, pointer: str) -> Place:
    """What a pointer means, as a path to claims, which tells the places in arrays from names."""
    path: list[str | int] = []
    within: JsonValue = claims
    for step in steps_of(claims, pointer):
        if isinstance(within, list):
            path.append(int(step))
            within = within[int(step)]
        else:
            path.append(step)
            within = within[step] if isinstance(within, dict) else None
    return tuple(path)
