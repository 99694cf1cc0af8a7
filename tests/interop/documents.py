"""Documents that peers must read as credseal does. All invented; each kind that credseal issues or reads occurs."""

import copy

VC2 = "https://www.w3.org/ns/credentials/v2"
VC1 = "https://www.w3.org/2018/credentials/v1"
OB3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CLR2 = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
SNB = "http://data.europa.eu/snb/"


def alignment(kind, name, url, code, framework, **more):
    return {
        "type": ["Alignment"],
        "targetType": kind,
        "targetName": name,
        "targetUrl": url,
        "targetCode": code,
        "targetFramework": framework,
        **more,
    }


BADGE = {
    "@context": [VC2, OB3],
    "id": "urn:uuid:5a1c2f0e-8f43-4d0c-9f0a-2f6f3b0f7c11",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "name": "Testing drinking water in small communities",
    "issuer": {
        "id": "did:web:uni.example",
        "type": ["Profile"],
        "name": "University of Example",
        "url": "https://uni.example/",
        "email": "registry@uni.example",
        "address": {
            "type": ["Address"],
            "addressCountryCode": "GR",
            "addressCountry": "Greece",
            "addressRegion": "Central Macedonia",
        },
        "otherIdentifier": [
            {
                "type": "IdentifierEntry",
                "identifier": "VATGR-000000000",
                "identifierType": "ext:eIDASLegalIdentifier",
            }
        ],
    },
    "validFrom": "2026-11-20T10:00:00Z",
    "awardedDate": "2026-11-20T00:00:00Z",
    "credentialSubject": {
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": "Ada Example",
                "identityType": "name",
            },
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": "sha256$92ab7f3c4088a0d256993fb57c2fb6608b969e2d0bd44e84b88b040e0fd845c3",
                "identityType": "emailAddress",
                "salt": "A-fh6X8vIRSc1m5Sd279Vg",
            },
        ],
        "creditsEarned": 2.5,
        "result": [
            {
                "type": ["Result"],
                "resultDescription": "urn:uuid:9c9c9398-010e-5850-8566-61bf1e95f8f3",
                "value": "5",
            }
        ],
        "achievement": {
            "id": "https://uni.example/micro-credentials/drinking-water",
            "type": ["Achievement"],
            "achievementType": "MicroCredential",
            "name": "Testing drinking water in small communities",
            "description": "A blended course on sampling and testing drinking water where no laboratory is nearby.",
            "criteria": {
                "narrative": "Three samples taken and tested in the field, two of them without a fault.\n\n60 of 100 points."
            },
            "inLanguage": "en",
            "creditsAvailable": 2.5,
            "fieldOfStudy": "Environmental protection technology",
            "alignment": [
                alignment(
                    "ext:EQF", "EQF level 6", SNB + "eqf/6", "6", "European Qualifications Framework",
                    targetDescription="extent: within",
                ),
                alignment(
                    "ext:ISCED-F", "Environmental protection technology", SNB + "isced-f/0712", "0712", "ISCED-F 2013"
                ),
                alignment(
                    "ext:ECTS", "2.5 ECTS credits", SNB + "education-credit/6fcec5c5af", "2.5",
                    "European Credit Transfer and Accumulation System",
                ),
                alignment(
                    "ext:LearningOutcome", "decides when a supply has to be closed, and tells the community why",
                    SNB + "model/elm/learningOutcome", "LO1", "Course handbook of 2026",
                ),
                alignment(
                    "ext:AssessmentType", "practical assessment", SNB + "assessment/6a4db9f11d", "A1",
                    "European list of assessment types",
                ),
            ],
            "resultDescription": [
                {
                    "id": "urn:uuid:9c9c9398-010e-5850-8566-61bf1e95f8f3",
                    "type": ["ResultDescription"],
                    "name": "Final grade",
                    "resultType": "RawScore",
                    "valueMin": "1",
                    "valueMax": "10",
                    "allowedValue": ["5", "6", "7", "8", "9", "10"],
                }
            ],
        },
    },
    "evidence": [
        {
            "id": "https://uni.example/evidence/1",
            "type": ["Evidence"],
            "name": "Field report",
            "description": "Sampling log of three wells.",
        }
    ],
}  # fmt: skip
"""An Open Badge as credseal writes them, of about 3.5 kB: what the benchmarks sign and verify."""

SMALL = {
    "@context": [VC2, OB3],
    "id": "urn:uuid:0c6d5c3e-54c5-4b86-8f0f-5d2a7c1b9e01",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": "did:web:uni.example", "type": ["Profile"], "name": "University of Example"},
    "validFrom": "2026-11-20T10:00:00Z",
    "credentialSubject": {
        "type": ["AchievementSubject"],
        "achievement": {
            "id": "urn:uuid:2f9d5f5e-93cb-4a6b-a80f-2f4f1f4a6f02",
            "type": ["Achievement"],
            "name": "Drinking water",
            "description": "A short course.",
            "criteria": {"narrative": "An examination."},
            "creditsAvailable": 2.5,
            "alignment": [
                {
                    "type": ["Alignment"],
                    "targetName": "EQF level 6",
                    "targetUrl": SNB + "eqf/6",
                    "targetType": "ext:EQF",
                }
            ],
        },
    },
}
"""The least that makes an Open Badge, with one of each kind of value."""


def changed(document, **members):
    """A deep copy with other members at the top; None takes a member out."""
    copied = {**copy.deepcopy(document), **members}
    return {member: value for member, value in copied.items() if value is not None}


def with_achievement(**members):
    """The small badge with other members of its achievement."""
    document = copy.deepcopy(SMALL)
    document["credentialSubject"]["achievement"].update(members)
    return document


DIFFICULT = with_achievement(
    name="Größe, ψυχή, 水の検査, \U0001f4a7, e\u0301 is not \u00e9",
    description="".join(map(chr, range(0x20))) + '\x7f\x80\x85"\\\u2028\ufeff end',
    tag=["", " ", "a\tb", "\u202eright to left", "\U0010ffff", "Water", "water"],
    creditsAvailable=0.1,
    specialization="\r\n",
)
DIFFICULT["name"] = [
    {"@value": "Trinkwasser prüfen", "@language": "de-AT"},
    {"@value": "Έλεγχος νερού", "@language": "EL"},
    "Testing water",
]
"""Control characters, quotation marks, composed and decomposed letters, language tags in either case, empty text."""

ENDORSEMENT = {
    "@context": [VC2, OB3],
    "id": "urn:uuid:3d0a1b9c-7f7e-4a57-8f6a-0a4f2d3f5a03",
    "type": ["VerifiableCredential", "EndorsementCredential"],
    "name": "Endorsement",
    "issuer": {"id": "did:web:agency.example", "type": ["Profile"], "name": "Quality Agency of Example"},
    "validFrom": "2026-11-21T10:00:00Z",
    "credentialSubject": {
        "id": "https://uni.example/micro-credentials/drinking-water",
        "type": ["EndorsementSubject"],
        "endorsementComment": "Reviewed in 2026.",
    },
}
STATUS_LIST = {
    "@context": [VC2],
    "id": "https://uni.example/status/1",
    "type": ["VerifiableCredential", "BitstringStatusListCredential"],
    "issuer": "did:web:uni.example",
    "validFrom": "2026-11-20T10:00:00Z",
    "credentialSubject": {
        "id": "https://uni.example/status/1#list",
        "type": "BitstringStatusList",
        "statusPurpose": "revocation",
        "encodedList": "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA",
    },
}
WITH_STATUS = changed(
    SMALL,
    credentialStatus={
        "id": "https://uni.example/status/1#7",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "7",
        "statusListCredential": "https://uni.example/status/1",
    },
)
PRESENTATION = {
    "@context": [VC2, OB3],
    "id": "urn:uuid:7b0b1f9a-45b8-4bd4-9a31-1a9a7f2c6e04",
    "type": ["VerifiablePresentation"],
    "holder": "did:example:ada",
    "verifiableCredential": [SMALL, ENDORSEMENT],
}
RECORD = {
    "@context": [VC2, CLR2, OB3],
    "id": "urn:uuid:8c1c2f8b-56c9-4ce5-8b42-2b0b8f3d7f05",
    "type": ["VerifiableCredential", "ClrCredential"],
    "name": "Learner record",
    "issuer": {"id": "did:web:uni.example", "type": ["Profile"], "name": "University of Example"},
    "validFrom": "2026-11-20T10:00:00Z",
    "credentialSubject": {
        "id": "did:example:ada",
        "type": ["ClrSubject"],
        "verifiableCredential": [SMALL],
        "association": [
            {
                "type": "Association",
                "associationType": "isPartOf",
                "sourceId": "urn:uuid:2f9d5f5e-93cb-4a6b-a80f-2f4f1f4a6f02",
                "targetId": "https://uni.example/programmes/environment",
            }
        ],
    },
}
OLD = {
    **changed(SMALL, validFrom=None),
    "@context": [VC1, OB3, "https://w3id.org/security/data-integrity/v2"],
    "issuanceDate": "2026-11-20T10:00:00Z",
}
"""Version 1.1 of the data model."""

DOCUMENTS = {
    "badge": BADGE,
    "small badge": SMALL,
    "badge with difficult text": DIFFICULT,
    "badge with a status": WITH_STATUS,
    "badge of version 1.1": OLD,
    "endorsement": ENDORSEMENT,
    "status list": STATUS_LIST,
    "presentation": PRESENTATION,
    "learner record": RECORD,
}


def issued_by(identifier, document):
    """The document with another issuer."""
    described = document["issuer"]
    return changed(document, issuer={**described, "id": identifier} if isinstance(described, dict) else identifier)
