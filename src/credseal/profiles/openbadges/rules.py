"""The data model of Open Badges 3.0 as tables: which members a node has, of which kind, and which of them it must have.

Open Badges 3.0, section B: https://www.imsglobal.org/spec/ob/v3p0/#data-models . ``structure`` checks documents against it. Members
that no table names are not judged here, except in nodes that are closed: what they mean is the contexts' business.

The tables say two things at once. What makes an Open Badge is the standard's words, and what those leave to its references (an
identifier is a URI, an instant has an offset). What 1EdTech's JSON schemas demand is looser there, and narrower elsewhere
(a status must have an ``id``); fields that begin with ``schema`` say where, so that one walk answers for both.

    RULES["Alignment"].required        # ('type', 'targetName', 'targetUrl')
    RULES["Alignment"].members["targetUrl"].expected
"""

from collections.abc import Mapping
from typing import Any

from credseal.errors import ModelError
from credseal.model.dates import parse_instant
from credseal.model.values import is_uri
from credseal.profiles.openbadges.kinds import Kind, NodeRules, Test
from credseal.profiles.openbadges.vocabulary import (
    ACHIEVEMENT_TYPES,
    COMPACT_JWS,
    EXTENSION,
    IDENTIFIER_TYPES,
    IN_LANGUAGE,
    RESULT_STATUSES,
    RESULT_TYPES,
    TARGET_TYPES,
    VERIFIABLE_CREDENTIAL,
)


def _is_instant(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        parse_instant(value)
    except ModelError:
        return False
    return True


def _word_of(words: frozenset[str]) -> Test:
    return lambda value: isinstance(value, str) and (value in words or EXTENSION.match(value) is not None)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


# The schema's formats are annotations (JSON Schema 2019-09, section 7.2.1), so that to it these are texts.
_TEXT = Kind("text", _is_text)
_IRI = Kind("an absolute URI", lambda value: isinstance(value, str) and is_uri(value), schema=_is_text)
_INSTANT = Kind("an instant with its offset from UTC", _is_instant, schema=_is_text)
_V1_INSTANT = Kind(_INSTANT.expected, _is_instant, schema=lambda _: True)
_SCHEMA_TEXT = Kind("text", _is_text, schema_only=True)
_NUMBER = Kind("a number", lambda value: isinstance(value, int | float) and not isinstance(value, bool))
_FLAG = Kind("true or false", lambda value: isinstance(value, bool))
_LANGUAGE = Kind("a language tag", lambda value: isinstance(value, str) and IN_LANGUAGE.fullmatch(value) is not None)
_TEXTS = Kind("texts", _is_text, many=True)
_TOKENS = Kind(
    "compact JWS", lambda value: isinstance(value, str) and COMPACT_JWS.fullmatch(value) is not None, many=True
)
_STATUS = Kind(
    "a word of the result statuses", lambda value: value in RESULT_STATUSES if isinstance(value, str) else False
)


def _node(name: str) -> Kind:
    return Kind(f"an object ({name})", node=name)


def _nodes(name: str) -> Kind:
    return Kind(f"objects ({name})", node=name, many=True)


_IMAGE = Kind("an object (Image)", node="Image", or_uri=True)


def _enumeration(name: str, words: frozenset[str]) -> Kind:
    def in_schema(value: Any) -> bool:
        return isinstance(value, str) and (value in words or EXTENSION.search(value) is not None)

    expected = f"a word of {name}, or one that begins with ext:"
    return Kind(expected, _word_of(words), open=True, schema=in_schema)


_ENDORSED = {"endorsement": _nodes("EndorsementCredential"), "endorsementJwt": _TOKENS}
_CREDENTIAL = {
    "id": _IRI,
    "name": _TEXT,
    "description": _TEXT,
    "issuer": Kind(
        "an object (Profile)", node="Profile", or_uri=True, schema=lambda value: isinstance(value, str | Mapping)
    ),
    "validFrom": _INSTANT,
    "validUntil": _INSTANT,
    "issuanceDate": _V1_INSTANT,
    "expirationDate": _V1_INSTANT,
    "awardedDate": _INSTANT,
    "credentialStatus": Kind("an object with type", node="CredentialStatus", or_many=True),
    "credentialSchema": Kind("objects with id and type", node="CredentialSchema", many=True),
    "refreshService": Kind("an object with id and type", node="RefreshService"),
    "termsOfUse": Kind("objects with type", node="TermsOfUse", many=True),
    "proof": Kind("objects with type", node="Proof", many=True),
}

RULES: Mapping[str, NodeRules] = {
    "OpenBadgeCredential": NodeRules(
        {
            **_CREDENTIAL,
            **_ENDORSED,
            "image": _IMAGE,
            "evidence": _nodes("Evidence"),
            "credentialSubject": _node("AchievementSubject"),
        },
        required=("@context", "id", "type", "issuer", "credentialSubject"),
        one_of=("validFrom", "issuanceDate"),
        types=(VERIFIABLE_CREDENTIAL,),
        credential=True,
    ),
    "EndorsementCredential": NodeRules(
        {**_CREDENTIAL, "credentialSubject": _node("EndorsementSubject")},
        required=("@context", "type", "issuer", "credentialSubject"),
        one_of=("validFrom", "issuanceDate"),
        advised=(("id",), ("name",)),
        types=(VERIFIABLE_CREDENTIAL, "EndorsementCredential"),
        credential=True,
        schema_required=("id", "name"),
    ),
    "EndorsementSubject": NodeRules(
        {"id": _IRI, "endorsementComment": _TEXT}, required=("id", "type"), types=("EndorsementSubject",)
    ),
    "AchievementSubject": NodeRules(
        {
            "id": _IRI,
            "identifier": _nodes("IdentityObject"),
            "achievement": _node("Achievement"),
            "activityStartDate": _INSTANT,
            "activityEndDate": _INSTANT,
            "creditsEarned": _NUMBER,
            "image": _IMAGE,
            "licenseNumber": _TEXT,
            "narrative": _TEXT,
            "result": _nodes("Result"),
            "role": _TEXT,
            "source": _node("Profile"),
            "term": _TEXT,
        },
        required=("type", "achievement"),
        advised=(("id", "identifier"),),
        types=("AchievementSubject",),
    ),
    "Achievement": NodeRules(
        {
            **_ENDORSED,
            "id": _IRI,
            "name": _TEXT,
            "description": _TEXT,
            "criteria": _node("Criteria"),
            "alignment": _nodes("Alignment"),
            "achievementType": _enumeration("AchievementType", ACHIEVEMENT_TYPES),
            "creator": _node("Profile"),
            "creditsAvailable": _NUMBER,
            "fieldOfStudy": _TEXT,
            "humanCode": _TEXT,
            "image": _IMAGE,
            "inLanguage": _LANGUAGE,
            "otherIdentifier": _nodes("IdentifierEntry"),
            "related": _nodes("Related"),
            "resultDescription": _nodes("ResultDescription"),
            "specialization": _TEXT,
            "tag": _TEXTS,
            "version": _TEXT,
        },
        required=("id", "type", "name", "description", "criteria"),
        types=("Achievement",),
    ),
    "Profile": NodeRules(
        {
            **_ENDORSED,
            **dict.fromkeys(
                [
                    "name",
                    "phone",
                    "description",
                    "email",
                    "official",
                    "familyName",
                    "givenName",
                    "additionalName",
                    "patronymicName",
                    "honorificPrefix",
                    "honorificSuffix",
                    "familyNamePrefix",
                    "dateOfBirth",
                ],
                _TEXT,
            ),
            "id": _IRI,
            "url": _IRI,
            "image": _IMAGE,
            "address": _node("Address"),
            "otherIdentifier": _nodes("IdentifierEntry"),
            "parentOrg": _node("Profile"),
        },
        required=("id", "type"),
        types=("Profile",),
    ),
    "Address": NodeRules(
        {
            **dict.fromkeys(
                [
                    "addressCountry",
                    "addressCountryCode",
                    "addressRegion",
                    "addressLocality",
                    "streetAddress",
                    "postOfficeBoxNumber",
                    "postalCode",
                ],
                _TEXT,
            ),
            "geo": _node("GeoCoordinates"),
        },
        required=("type",),
        types=("Address",),
    ),
    "GeoCoordinates": NodeRules(
        {"latitude": _NUMBER, "longitude": _NUMBER},
        required=("type", "latitude", "longitude"),
        types=("GeoCoordinates",),
        type_is_text=True,
    ),
    "Criteria": NodeRules({"id": _IRI, "narrative": _TEXT}, advised=(("id", "narrative"),)),
    "Alignment": NodeRules(
        {
            **dict.fromkeys(("targetName", "targetCode", "targetDescription", "targetFramework"), _TEXT),
            "targetUrl": _IRI,
            "targetType": _enumeration("AlignmentTargetType", TARGET_TYPES),
        },
        required=("type", "targetName", "targetUrl"),
        types=("Alignment",),
    ),
    "Image": NodeRules(
        {"id": _IRI, "caption": _TEXT}, required=("id", "type"), types=("Image",), type_is_text=True, closed=True
    ),
    "IdentityObject": NodeRules(
        {
            "hashed": _FLAG,
            "identityHash": _TEXT,
            "identityType": _enumeration("IdentifierTypeEnum", IDENTIFIER_TYPES),
            "salt": _TEXT,
        },
        required=("type", "hashed", "identityHash", "identityType"),
        types=("IdentityObject",),
        type_is_text=True,
        closed=True,
    ),
    "IdentifierEntry": NodeRules(
        {"identifier": _TEXT, "identifierType": _enumeration("IdentifierTypeEnum", IDENTIFIER_TYPES)},
        required=("type", "identifier", "identifierType"),
        types=("IdentifierEntry",),
        type_is_text=True,
        closed=True,
    ),
    "Evidence": NodeRules(
        {"id": _IRI, **dict.fromkeys(("narrative", "name", "description", "genre", "audience"), _TEXT)},
        required=("type",),
        types=("Evidence",),
    ),
    "Related": NodeRules(
        {"id": _IRI, "inLanguage": _LANGUAGE, "version": _TEXT}, required=("id", "type"), types=("Related",)
    ),
    "Result": NodeRules(
        {
            "resultDescription": _IRI,
            "value": _TEXT,
            "status": _STATUS,
            "achievedLevel": _IRI,
            "alignment": _nodes("Alignment"),
        },
        required=("type",),
        types=("Result",),
    ),
    "ResultDescription": NodeRules(
        {
            "id": _IRI,
            "name": _TEXT,
            "resultType": _enumeration("ResultType", RESULT_TYPES),
            "alignment": _nodes("Alignment"),
            "allowedValue": _TEXTS,
            "requiredLevel": _IRI,
            "requiredValue": _TEXT,
            "rubricCriterionLevel": _nodes("RubricCriterionLevel"),
            "valueMax": _TEXT,
            "valueMin": _TEXT,
        },
        required=("id", "type", "name", "resultType"),
        types=("ResultDescription",),
    ),
    "RubricCriterionLevel": NodeRules(
        {
            "id": _IRI,
            **dict.fromkeys(("name", "description", "level", "points"), _TEXT),
            "alignment": _nodes("Alignment"),
        },
        required=("id", "type", "name"),
        types=("RubricCriterionLevel",),
    ),
    "CredentialSchema": NodeRules({"id": _IRI}, required=("id", "type"), type_is_text=True),
    "RefreshService": NodeRules({"id": _IRI}, required=("id", "type"), type_is_text=True),
    "TermsOfUse": NodeRules({"id": _IRI}, required=("type",), type_is_text=True),
    "CredentialStatus": NodeRules({"id": _IRI}, required=("type",), type_is_text=True, schema_required=("id",)),
    # What else a proof must be is asked where proofs are checked.
    "Proof": NodeRules(
        dict.fromkeys(
            (
                "created",
                "cryptosuite",
                "challenge",
                "domain",
                "nonce",
                "proofPurpose",
                "proofValue",
                "verificationMethod",
            ),
            _SCHEMA_TEXT,
        ),
        required=("type",),
        type_is_text=True,
    ),
}
