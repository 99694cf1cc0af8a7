"""From a sealed file to the evidence in it: what the seal covers, and what is known of every signature and timestamp.

    evidence = gather(envelope, asked)
    evidence.seals[0].level, evidence.seal      # 'LTA', the first that leads to somebody who is believed

What is read afterwards is the payload that was signed, and of that only what known contexts explain.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from credseal.authenticity.seals import examine_seal
from credseal.errors import CredsealError, JsonLdError, ProofError
from credseal.jsonld.canonical import readable
from credseal.pki.material import Material
from credseal.pki.paths import default_validator
from credseal.securing import jades

if TYPE_CHECKING:
    from collections.abc import Iterator

    from credseal.checks.evidence import Evidence
    from credseal.envelope import Envelope
    from credseal.findings import Finding
    from credseal.pki.paths import PathValidator


def gather(envelope: Envelope, asked: Evidence, *, validator: PathValidator | None = None) -> Evidence:
    """What is known of a sealed file.

    Args:
        envelope: what was handed over, of the form ``jades``.
        asked: what the caller expects and believes.
        validator: finds paths of certificates; by default with what is installed.
    """
    document = envelope.document
    with suppress(JsonLdError):  # said by the check of the contexts
        document, _ = readable(document, contexts=asked.contexts)
    evidence = replace(asked, document=document, given=envelope.document, token=envelope.token)
    try:
        sealed = jades.parse(envelope.token or "")
        if sealed.payload != envelope.payload:
            raise _other_payload()
    except CredsealError as error:
        wrong = error if isinstance(error, ProofError) else _unreadable(error)
        return replace(evidence, proof_error=wrong)
    examined = tuple(
        examine_seal(
            signature,
            seal_anchors=[each for trust in asked.certifiers for each in trust.seals],
            timestamp_anchors=[each for trust in asked.certifiers for each in trust.timestamps],
            now=asked.now,
            validator=validator or default_validator(),
            material=asked.material or Material(),
        )
        for signature in sealed.signatures
    )
    return replace(evidence, seals=examined, seal_notes=tuple(_notes(sealed)))


def _notes(sealed: jades.Jades) -> Iterator[Finding]:
    yield from jades.file_faults(sealed)
    for signature in sealed.signatures:
        yield from jades.faults(signature)


def _other_payload() -> ProofError:
    """Readers of JSON and readers of signatures would take different things for what was sealed."""
    return ProofError(
        "What the seal covers is not the document that stands in the file, by the form in which its header says it is signed.",
        code="jades.payload",
        pointer="/payload",
        hint="Ask the issuer for the original file.",
    )


def _unreadable(error: CredsealError) -> ProofError:
    return ProofError(error.message, code=error.code, pointer=error.pointer, hint=error.hint)
