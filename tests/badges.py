"""Documents that tests sign, respell and mutate: made up, each with what one kind of credential can have."""

import copy

V1 = "https://www.w3.org/2018/credentials/v1"
V2 = "https://www.w3.org/ns/credentials/v2"
OB_3_0_1 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"
OB_3_0_2 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CLR = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
STATUS_LIST_2021 = "https://w3id.org/vc/status-list/2021/v1"
DATA_INTEGRITY = "https://w3id.org/security/data-integrity/v2"

UNIVERSITY = "https://uni.example/"
LEARNER = "did:example:ada"


def open_badge():
    """An Open Badge 3.0 on VC 2.0 with most of what one can have."""
    return {
        "@context": [V2, OB],
        "id": "urn:uuid:0a6e1d2c-0001-4000-8000-000000000001",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Data literacy",
        "description": "A micro-credential of two ECTS credits.",
        "issuer": {
            "id": UNIVERSITY,
            "type": ["Profile"],
            "name": "University of Examples",
            "url": "https://uni.example/about",
            "email": "registry@uni.example",
            "address": {
                "type": ["Address"],
                "addressCountryCode": "AT",
                "addressLocality": "Graz",
                "geo": {"type": ["GeoCoordinates"], "latitude": 47.0707, "longitude": 15.4395},
            },
            "otherIdentifier": [
                {"type": "IdentifierEntry", "identifier": "U-17", "identifierType": "identifier"},
                {"type": "IdentifierEntry", "identifier": "AT-9", "identifierType": "ext:BRIN"},
            ],
        },
        "validFrom": "2026-11-20T10:00:00Z",
        "validUntil": "2036-11-20T10:00:00Z",
        "awardedDate": "2026-11-19T00:00:00Z",
        "credentialStatus": {
            "id": "https://uni.example/status/3#94567",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "94567",
            "statusListCredential": "https://uni.example/status/3",
        },
        "credentialSchema": [{"id": "https://uni.example/schemas/badge.json", "type": "JsonSchema"}],
        "evidence": [
            {
                "id": "https://uni.example/evidence/1",
                "type": ["Evidence"],
                "narrative": "A dashboard.",
                "genre": "report",
            }
        ],
        "credentialSubject": {
            "id": LEARNER,
            "type": ["AchievementSubject"],
            "activityEndDate": "2026-11-10T00:00:00Z",
            "creditsEarned": 2.5,
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399",
                    "identityType": "emailAddress",
                    "salt": "Kosher",
                },
                {"type": "IdentityObject", "hashed": False, "identityHash": "Ada Example", "identityType": "name"},
            ],
            "result": [
                {"type": ["Result"], "resultDescription": "urn:uuid:0a6e1d2c-0001-4000-8000-0000000000d1", "value": "4"}
            ],
            "achievement": {
                "id": "https://uni.example/courses/dl",
                "type": ["Achievement"],
                "name": "Data literacy",
                "description": "Reading, judging and showing data.",
                "achievementType": "MicroCredential",
                "creditsAvailable": 2,
                "inLanguage": "en",
                "criteria": {"narrative": "Write a **report** and\ndefend it."},
                "image": {"id": "https://uni.example/dl.png", "type": "Image", "caption": "A chart"},
                "tag": ["data", "statistics"],
                "alignment": [
                    {
                        "type": ["Alignment"],
                        "targetName": "EQF level 6",
                        "targetUrl": "http://data.europa.eu/snb/eqf/6",
                        "targetType": "ext:EQF",
                        "targetCode": "6",
                    },
                    {
                        "type": ["Alignment"],
                        "targetName": "NQF level 6",
                        "targetUrl": "http://data.europa.eu/snb/qdr/at/6",
                        "targetType": "ext:NQF",
                        "targetCode": "VI",
                    },
                ],
                "resultDescription": [
                    {
                        "id": "urn:uuid:0a6e1d2c-0001-4000-8000-0000000000d1",
                        "type": ["ResultDescription"],
                        "name": "Final grade",
                        "resultType": "LetterGrade",
                        "allowedValue": ["1", "2", "3", "4", "5"],
                        "requiredValue": "4",
                    }
                ],
                "creator": {"id": "https://faculty.uni.example/", "type": ["Profile"], "name": "Faculty of Data"},
            },
        },
    }


def badge_on_vc_1():
    """The same on VC 1.1, with a 2021 status list."""
    badge = open_badge()
    badge["@context"] = [V1, OB_3_0_1, STATUS_LIST_2021, DATA_INTEGRITY]
    badge["issuanceDate"], badge["expirationDate"] = badge.pop("validFrom"), badge.pop("validUntil")
    badge["credentialStatus"]["type"] = "StatusList2021Entry"
    badge["credentialSchema"][0]["type"] = "JsonSchemaValidator2018"
    del badge["awardedDate"], badge["credentialSubject"]["achievement"]["inLanguage"]
    return badge


def endorsement(*, of="https://uni.example/courses/dl", identifier="urn:uuid:0a6e1d2c-0001-4000-8000-0000000000e1"):
    """A quality assurance agency's endorsement."""
    return {
        "@context": [V2, OB],
        "id": identifier,
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Accreditation",
        "issuer": {"id": "https://agency.example/", "type": ["Profile"], "name": "Agency of Examples"},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": of, "type": ["EndorsementSubject"], "endorsementComment": "Accredited until 2031."},
    }


def with_proof(document, **members):
    """A copy with a proof that looks right and is none."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-01-01T00:00:00Z",
        "verificationMethod": "https://agency.example/#key-1",
        "proofPurpose": "assertionMethod",
        "proofValue": "z" + "3" * 87,
    }
    return {**copy.deepcopy(document), "proof": {**proof, **members}}


def endorsed_badge():
    """A badge that carries a signed endorsement: a graph of proof statements inside."""
    badge = open_badge()
    badge["credentialSubject"]["achievement"]["endorsement"] = [with_proof(endorsement())]
    return badge


def badge_in_many_scripts():
    """Language value objects, control characters, characters beyond the basic plane."""
    badge = open_badge()
    badge["name"] = [
        {"@value": "Datenkompetenz", "@language": "de"},
        {"@value": "Alphabétisation aux données", "@language": "fr-CA"},
        "Data literacy",
    ]
    badge["description"] = 'tab\t quote" back\\slash bell\x07 feed\x0c back\x08 unit\x1f del\x7f line\r\n'
    achievement = badge["credentialSubject"]["achievement"]
    achievement["name"] = "数据素养 \U0001f4ca \U00020000"
    achievement["criteria"]["narrative"] = {"@value": "Γράψτε μια αναφορά\n", "@language": "el"}
    return badge


def smallest_badge(*types, subject=None, **achievement):
    """Somebody else's badge, as small as badges are; with further types and members of the achievement, and members of the subject."""
    return {
        "@context": [V2, OB],
        "id": "urn:uuid:1",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": "https://issuer.example/", "type": ["Profile"], "name": "Issuer"},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "id": "did:key:z6Mk",
            "achievement": {
                "id": "https://issuer.example/badge",
                "type": ["Achievement", *types],
                "name": "Teamwork",
                "description": "Works in teams.",
                "criteria": {"narrative": "Team members vote."},
                **achievement,
            },
            **(subject or {}),
        },
    }


def presentation(*badges):
    """A presentation: each credential is a graph of its own."""
    return {
        "@context": [V2],
        "id": "urn:uuid:0a6e1d2c-0001-4000-8000-0000000000f1",
        "type": ["VerifiablePresentation"],
        "holder": LEARNER,
        "verifiableCredential": list(badges),
    }
