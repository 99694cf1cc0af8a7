"""The description of the type with the further claim: SD-JWT VC Type Metadata, for wallets that show claims by their names.

SD-JWT VC, sections "SD-JWT VC Type Metadata" and "Claim Metadata": https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/ . The type extends the
published one; its claims are listed too, for the publisher has no such document.

    type_metadata()["extends"]         # 'urn:eu.europa.ec.eudi:learning:credential:1'
"""

from typing import Any

from credseal.profiles.learning_credential.kinds import EXTENDED_VCT, FURTHER, VCT
from credseal.profiles.learning_credential.vocabulary import CLAIMS, FURTHER_MEMBERS, LANGUAGE, REGISTERED, Claim

# What holds something that is always told is always told; the others an issuer may make one disclosure of.
_GROUPS = {
    "learner": Claim("Learner", "object", "allowed"),
    "achievement": Claim("What was achieved", "object", "never"),
    "award": Claim("The award", "object", "allowed"),
    "issuance": Claim("The issuing", "object", "never"),
}
_PERSONAL = ("sub", "jti", "birthdate")


def type_metadata() -> dict[str, Any]:
    """The document; a new one at each call."""
    further = Claim("European micro-credential", "object", "never")
    claims = [
        *(_claim([name], claim) for name, claim in CLAIMS.items()),
        *(_claim([name], REGISTERED[name]) for name in _PERSONAL),
        _claim([FURTHER], further),
        _claim([FURTHER, LANGUAGE], Claim("Language", "text", "never")),
    ]
    for group, whole in _GROUPS.items():
        claims.append(_claim([FURTHER, group], whole))
        claims += [
            _claim([FURTHER, group, field], claim) for (of, field), claim in FURTHER_MEMBERS.items() if of == group
        ]
    return {
        "vct": EXTENDED_VCT,
        "name": "European micro-credential",
        "description": "The learning credential of the EU reference implementation, with all elements of the European standard for micro-credentials.",
        "extends": VCT,
        "display": [
            {
                "locale": "en",
                "name": "Micro-credential",
                "description": "What its holder learned, how it was assessed, and who awarded it.",
            }
        ],
        "claims": claims,
    }


def _claim(path: list[str], claim: Claim) -> dict[str, Any]:
    return {
        "path": path,
        "display": [{"locale": "en", "label": claim.label}],
        "mandatory": claim.mandatory,
        "sd": claim.sd,
    }
