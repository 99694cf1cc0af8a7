"""The data model of Open Badges 3.0 as tables: which members a node has, of which kind, and which of them it must have.

Open Badges 3.0, section B: https://www.imsglobal.org/spec/ob/v3p0/#data-models . ``structure`` checks documents against it. Members
that no table names are not judged here, except in nodes that are closed: what they mean is the contexts' business.

    RULES["Alignment"].required        # ('type', 'targetName', 'targetUrl')
    RULES["Alignment"].members["targetUrl"].expected
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from credseal.errors import ModelError
from credseal.model.dates import parse_instant
from credseal.model.values import is_uri
from credseal.profiles.openbadges.vocabulary import (
    ACHIEVEMENT_TYPES,
    EXTENSION,
    IDENTIFIER_TYPES,
    IN_LANGUAGE,
    RESULT_STATUSES,
    RESULT_TYPES,
    TARGET_TYPES,
    VERIFIABLE_CREDENTIAL,
)

_Test: TypeAlias = Callable[[Any], bool]


@dataclass(frozen=True)
class Kind:
    """What a member holds.

    Args:
        expected: in words.
        test: of one value; None for nodes.
        node: the class of node, where it is an object of a class.
        many: an array of these.
        or_many: one of these, and several where need be.
        or_uri: an object, or (not well) the URI that would be its ``id``.
        open: the test is for the words that are known, other texts are only unusual.
    """

    expected: str
    test: _Test | None = None
    node: str | None = None
    many: bool = False
    or_many: bool = False
    or_uri: bool = False
    open: bool = False


@dataclass(frozen=True)
class NodeRules:
    """What one class of node must have.

    Args:
        members: name -> kind.
        required: names that must be there.
        one_of: names of which at least one must be there.
        advised: groups of names, of each of which at least one should be there: by the words of the standard and not by its
            schema, or in Verifiable Credentials 2.0 and not in 1.1.
        type: what ``type`` must contain; None where no type is demanded.
        type_is_text: ``type`` is this one word and no array.
        closed: no other members are allowed.
    """

    members: Mapping[str, Kind]
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    advised: tuple[tuple[str, ...], ...] = ()
    type: str | None = None
    type_is_text: bool = False
    closed: bool = False


def _is_instant(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        parse_instant(value)
    except ModelError:
        return False
    return True


def _word_of(words: frozenset[str]) -> _Test:
    return lambda value: isinstance(value, str) and (value in words or EXTENSION.match(value) is not None)


_TEXT = Kind("text", lambda value: isinstance(value, str))
_IRI = Kind("an absolute URI", lambda value: isinstance(value, str) and is_uri(value))
_INSTANT = Kind("an instant with its offset from UTC", _is_instant)
_NUMBER = Kind("a number", lambda value: isinstance(value, int | float) and not isinstance(value, bool))
_FLAG = Kind("true or false", lambda value: isinstance(value, bool))
_LANGUAGE = Kind("a language tag", lambda value: isinstance(value, str) and IN_LANGUAGE.fullmatch(value) is not None)
_TEXTS = Kind("texts", _TEXT.test, many=True)
_STATUS = Kind(
    "a word of the result statuses", lambda value: value in RESULT_STATUSES if isinstance(value, str) else False
)
_TYPED = Kind("an object with id and type", node="Typed")
_TYPED_MANY = Kind("objects with id and type", node="Typed", many=True)


def _node(name: str) -> Kind:
    return Kind(f"an object ({name})", node=name)


def _nodes(name: str) -> Kind:
    return Kind(f"objects ({name})", node=name, many=True)


_IMAGE = Kind("an object (Image)", node="Image", or_uri=True)


def _enumeration(name: str, words: frozenset[str]) -> Kind:
    return Kind(f"a word of {name}, or one that begins with ext:", _word_of(words), open=True)


_ENDORSED = {"endorsement": _nodes("EndorsementCredential"), "endorsementJwt": _TEXTS}
_CREDENTIAL = {
    "id": _IRI,
    "name": _TEXT,
    "description": _TEXT,
    "issuer": Kind("an object (Profile)", node="Profile", or_uri=True),
    "validFrom": _INSTANT,
    "validUntil": _INSTANT,
    "issuanceDate": _INSTANT,
    "expirationDate": _INSTANT,
    "awardedDate": _INSTANT,
    "credentialStatus": Kind("an object with type", node="Status", or_many=True),
    "credentialSchema": _TYPED_MANY,
    "refreshService": _TYPED,
    "termsOfUse": Kind("objects with type", node="Status", many=True),
    "proof": Kind("objects with type", node="Status", many=True),
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
        type=VERIFIABLE_CREDENTIAL,
    ),
    "EndorsementCredential": NodeRules(
        {**_CREDENTIAL, "credentialSubject": _node("EndorsementSubject")},
        required=("@context", "type", "issuer", "credentialSubject"),
        one_of=("validFrom", "issuanceDate"),
        advised=(("id",), ("name",)),
        type="EndorsementCredential",
    ),
    "EndorsementSubject": NodeRules(
        {"id": _IRI, "endorsementComment": _TEXT}, required=("id", "type"), type="EndorsementSubject"
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
        type="AchievementSubject",
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
        type="Achievement",
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
        type="Profile",
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
            "alignment": _nodes("Alignment"),
            "geo": _node("GeoCoordinates"),
        },
        required=("type",),
        type="Address",
    ),
    "GeoCoordinates": NodeRules(
        {"latitude": _NUMBER, "longitude": _NUMBER},
        required=("type", "latitude", "longitude"),
        type="GeoCoordinates",
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
        type="Alignment",
    ),
    "Image": NodeRules(
        {"id": _IRI, "caption": _TEXT}, required=("id", "type"), type="Image", type_is_text=True, closed=True
    ),
    "IdentityObject": NodeRules(
        {
            "hashed": _FLAG,
            "identityHash": _TEXT,
            "identityType": _enumeration("IdentifierTypeEnum", IDENTIFIER_TYPES),
            "salt": _TEXT,
        },
        required=("type", "hashed", "identityHash", "identityType"),
        type="IdentityObject",
        type_is_text=True,
        closed=True,
    ),
    "IdentifierEntry": NodeRules(
        {"identifier": _TEXT, "identifierType": _enumeration("IdentifierTypeEnum", IDENTIFIER_TYPES)},
        required=("type", "identifier", "identifierType"),
        type="IdentifierEntry",
        type_is_text=True,
        closed=True,
    ),
    "Evidence": NodeRules(
        {"id": _IRI, **dict.fromkeys(("narrative", "name", "description", "genre", "audience"), _TEXT)},
        required=("type",),
        type="Evidence",
    ),
    "Related": NodeRules(
        {"id": _IRI, "inLanguage": _LANGUAGE, "version": _TEXT}, required=("id", "type"), type="Related"
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
        type="Result",
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
        type="ResultDescription",
    ),
    "RubricCriterionLevel": NodeRules(
        {
            "id": _IRI,
            **dict.fromkeys(("name", "description", "level", "points"), _TEXT),
            "alignment": _nodes("Alignment"),
        },
        required=("id", "type", "name"),
        type="RubricCriterionLevel",
    ),
    "Typed": NodeRules({"id": _IRI}, required=("id", "type")),
    "Status": NodeRules({"id": _IRI}, required=("type",)),
}
