"""The names that a learning credential is made of, and who may withhold what: one table, from which everything else follows.

The published type and its claims: the issuers' metadata of the EU reference implementation, ``eu.europa.ec.eudi.learning_credential_vc_sd_jwt`` in
https://github.com/eu-digital-identity-wallet/eudi-srv-web-issuing-eudiw-py (``metadata_config``). No rulebook of it is published. Where that metadata and
the other reference issuer (``eudi-srv-pid-issuer``) differ, ``date_of_expiry``, the claim counts as optional.

    CLAIMS["achievement_title"].kind            # 'text'
    FURTHER_MEMBERS["achievement", "assessments"].label         # 'Assessments'

What the type has no claim for stands in one further claim, ``credseal``: RFC 7519, section 4.3
(https://www.rfc-editor.org/rfc/rfc7519#section-4.3), allows private names where a collision is guarded against, and SD-JWT VC admits them; so it is one
name that nobody else would make up, and not a dozen (``form_of_participation``, ...) that a later version of the type may give another meaning. The type
that has this claim is named by a UUID, which is collision-resistant as ``vct`` demands, and every credential that has the claim names that type in
``aka_vcts``. Below it, members have the names of the model's fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.fields import shapes
from credseal.model.learner import Learner
from credseal.profiles.issuance import Issuance
from credseal.profiles.learning_credential.kinds import FURTHER

LANGUAGE = "language"
"""Its member that says which language the texts are in; a tag of BCP 47."""

Kind: TypeAlias = Literal["text", "texts", "whole number", "truth value", "date", "seconds", "object"]
Disclosure: TypeAlias = Literal["always", "allowed", "never"]


@dataclass(frozen=True)
class Claim:
    """One claim, or one member of the further claim.

    Args:
        label: what it is called, in English.
        kind: of its value.
        sd: whether it is selectively disclosable, in the words of SD-JWT VC: ``always`` (the holder may withhold it), ``allowed`` (if the issuer so
            wishes), ``never``.
        mandatory: the reference issuers say that every credential of the type has it.
        least: how many values it has at least.
    """

    label: str
    kind: Kind
    sd: Disclosure = "always"
    mandatory: bool = False
    least: int = 0


CLAIMS: Mapping[str, Claim] = MappingProxyType(
    {
        "family_name": Claim("Family name", "text", mandatory=True),
        "given_name": Claim("Given name", "text"),
        "achievement_title": Claim("Title", "text", "never", mandatory=True),
        "achievement_description": Claim("Description", "text", "never"),
        "learning_outcomes": Claim("Learning outcomes", "texts"),
        "assessment_grade": Claim("Grade", "text"),
        "language_of_classes": Claim("Language of classes", "texts", "never", mandatory=True, least=1),
        "learner_identification": Claim("Learner identification", "text", mandatory=True),
        "expected_study_time": Claim("Expected study time", "text", mandatory=True),
        # The reference issuers let it be withheld. A title without its level may be taken for more than it is.
        "level_of_learning_experience": Claim("Level (EQF)", "whole number", "never", mandatory=True),
        "types_of_quality_assurance": Claim("Quality assurance", "texts", mandatory=True, least=1),
        "prerequisites_to_enroll": Claim("Prerequisites", "texts"),
        "integration_stackability_options": Claim("Stackable towards another credential", "truth value"),
        "issuing_authority": Claim("Issuing authority", "text", "never", mandatory=True),
        "issuing_country": Claim("Issuing country", "text", "never", mandatory=True),
        "date_of_issuance": Claim("Date of issuing", "date", "never", mandatory=True),
        "date_of_expiry": Claim("Valid until", "date", "never"),
    }
)
"""The claims of the published type."""

REGISTERED: Mapping[str, Claim] = MappingProxyType(
    {
        "vct": Claim("Type", "text", "never", mandatory=True),
        "aka_vcts": Claim("Further types", "texts", "never"),
        "vct#integrity": Claim("Digest of the type's description", "text", "never"),
        "iss": Claim("Issuer", "text", "never"),
        "nbf": Claim("Valid from", "seconds", "never"),
        "exp": Claim("Ends", "seconds", "never"),
        "cnf": Claim("Key of the holder", "object", "never"),
        "status": Claim("Where its status is told", "object", "never"),
        "iat": Claim("Issued at", "seconds", "allowed"),
        "sub": Claim("Identifier of the learner", "text"),
        "jti": Claim("Identifier of the credential", "text"),
        "birthdate": Claim("Date of birth", "date"),
    }
)
"""Claims of the registry of JSON Web Token claims that are written or read as well; the first eight SD-JWT VC forbids to withhold (section 2.2.2)."""

KNOWN: Mapping[str, Claim] = MappingProxyType({**REGISTERED, **CLAIMS})
"""Both."""

GROUPS: Mapping[str, type] = MappingProxyType(
    {"learner": Learner, "achievement": Achievement, "award": MicroCredential, "issuance": Issuance}
)
"""The members of the further claim that hold others, and the records whose fields those are."""
CLAIMED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "learner": {"id": "sub", "birth_date": "birthdate"},
        "achievement": {"language": f"{FURTHER}.{LANGUAGE}"},
        "award": {"learner": f"{FURTHER}.learner", "achievement": f"{FURTHER}.achievement"},
        "issuance": {"id": "jti", "status": "status"},
    }
)
"""Fields that a claim tells whole, so that there is nothing further to say of them."""
LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "schemas": "A schema to validate the document with",
        "refresh_service": "A refresh service",
        "terms_of_use": "A statement of terms of use",
        "endorsements": "An endorsement",
        "endorsement_tokens": "An endorsement",
    }
)
"""Fields of the issuing that are objects of the Verifiable Credentials Data Model, which is not the one of these credentials."""

_NEVER = {
    "achievement": ("title", "description", "levels", "awarding_bodies", "mandate", "legal_standing", "type"),
    "issuance": ("sealer", "place", "issued", "valid_until"),
}
# What the achievement says is the same for all its learners: nobody's secret, except where the claim beside it may be withheld.
_ALLOWED = {"achievement": set(shapes(Achievement)), "issuance": {"name", "description"}}
_ALWAYS = {
    "achievement": ("learning_outcomes", "workload", "quality_assurance", "prerequisites", "stackability"),
    "issuance": ("picture",),
}
_LABELS = {
    ("achievement", "id"): "Identifier of the achievement",
    ("achievement", "stackability"): "Integration and stackability",
    ("achievement", "type"): "Kind of achievement",
    ("award", "assessments"): "Assessments of this learner",
    ("award", "participation"): "Participation of this learner",
    ("award", "workload"): "Workload of this learner",
    ("award", "picture"): "Picture of this learner's achievement",
    ("issuance", "issued"): "Exact time of issuing",
    ("issuance", "valid_until"): "Exact end of validity",
    ("issuance", "name"): "Name of the credential",
    ("issuance", "description"): "Description of the credential",
    ("issuance", "picture"): "Picture of the credential",
}


def _disclosure(group: str, field: str) -> Disclosure:
    if field in _NEVER.get(group, ()):
        return "never"
    if field in _ALWAYS.get(group, ()):
        return "always"
    return "allowed" if field in _ALLOWED.get(group, ()) else "always"


def _members(group: str, record: Any) -> dict[tuple[str, str], Claim]:
    held = [
        name for name in shapes(record) if name not in CLAIMED[group] and not (group == "issuance" and name in LEFT_OUT)
    ]
    return {
        (group, name): Claim(
            _LABELS.get((group, name), name.replace("_", " ").capitalize()), "object", _disclosure(group, name)
        )
        for name in held
    }


FURTHER_MEMBERS: Mapping[tuple[str, str], Claim] = MappingProxyType(
    {key: claim for group, record in GROUPS.items() for key, claim in _members(group, record).items()}
)
"""(group, field) -> the member of the further claim: every field of the model that no claim tells whole."""
