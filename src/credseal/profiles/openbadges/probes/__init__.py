"""What 1EdTech's validator would say of a badge, or of an endorsement, by the document alone: one function for each of its probes.

The validator is https://github.com/1EdTech/digital-credentials-public-validator (read at 3825471, version 1.11.0). Its words and its levels are
kept, so that an issuer meets here what they will meet there; the quirks of its probes are kept too, and named. It judges nothing of
ours: a badge that it finds valid still has to pass every check of credseal.

    for answer in credential_subject(document, kind_of(document)):
        answer.level, answer.message     # 'error', 'result in credentialSubject is not of type "Result"'
        answer.finding                   # Finding("onedtech.credential-subject", "error", ...)

``fatal`` ends its questioning. Two levels are ours: ``open`` where its answer hangs on something that was not looked at, ``unasked``
where it looks at something on the web about which it would warn at most. Proofs and JSON-LD are the matter of ``checks.onedtech``.
"""

from credseal.profiles.openbadges.probes.answers import CredentialKind, ProbeAnswer, kind_of
from credseal.profiles.openbadges.probes.endorsements import NO_PROOF, embedded_endorsements
from credseal.profiles.openbadges.probes.members import (
    context_property,
    credential_subject,
    evidence,
    inline_json_schema,
    issuer,
    json_schema,
    type_property,
)
from credseal.profiles.openbadges.probes.standing import expiration, issuance, refresh_service, revocation_list

__all__ = [
    "NO_PROOF",
    "CredentialKind",
    "ProbeAnswer",
    "context_property",
    "credential_subject",
    "embedded_endorsements",
    "evidence",
    "expiration",
    "inline_json_schema",
    "issuance",
    "issuer",
    "json_schema",
    "kind_of",
    "refresh_service",
    "revocation_list",
    "type_property",
]
