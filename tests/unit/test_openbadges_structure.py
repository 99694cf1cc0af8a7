"""What the structure of an Open Badge must be: one finding for each fault, with the place."""

from copy import deepcopy

import pytest

from credseal.profiles.openbadges import check, is_badge, to_document
from records import ISSUANCE, credential

DOCUMENT = to_document(credential(), ISSUANCE).document
SUBJECT = "/credentialSubject"
ACHIEVEMENT = SUBJECT + "/achievement"


def changed(pointer, value):
    """The badge with one member set, or removed (Ellipsis)."""
    document = deepcopy(DOCUMENT)
    *steps, last = pointer.split("/")[1:]
    node = document
    for step in steps:
        node = node[int(step)] if isinstance(node, list) else node[step]
    if value is ...:
        del node[last]
    else:
        node[int(last) if isinstance(node, list) else last] = value
    return document


def found(document):
    return {(each.code.removeprefix("openbadges."), each.severity, each.pointer) for each in check(document)}


def test_our_own_badge_is_right():
    assert check(DOCUMENT) == ()


@pytest.mark.parametrize(
    ("pointer", "value", "code", "severity", "at"),
    [
        ("/id", ..., "missing-member", "error", ""),
        ("/issuer", ..., "missing-member", "error", ""),
        ("/validFrom", ..., "missing-member", "error", ""),
        (SUBJECT, ..., "missing-member", "error", ""),
        (ACHIEVEMENT, ..., "missing-member", "error", SUBJECT),
        (ACHIEVEMENT + "/name", ..., "missing-member", "error", ACHIEVEMENT),
        (ACHIEVEMENT + "/criteria", ..., "missing-member", "error", ACHIEVEMENT),
        (ACHIEVEMENT + "/criteria", {}, "missing-member", "warning", ACHIEVEMENT + "/criteria"),
        (ACHIEVEMENT + "/alignment/0/targetUrl", ..., "missing-member", "error", ACHIEVEMENT + "/alignment/0"),
        ("/id", "badge", "wrong-kind", "error", "/id"),
        ("/name", 5, "wrong-kind", "error", "/name"),
        ("/validFrom", "2026-01-01", "wrong-kind", "error", "/validFrom"),
        ("/validFrom", "2026-01-01T00:00:00", "wrong-kind", "error", "/validFrom"),
        ("/issuer", "did:web:uni.example", "only-a-uri", "warning", "/issuer"),
        ("/issuer", "university", "wrong-kind", "error", "/issuer"),
        ("/issuer/type", ["Organization"], "type", "error", "/issuer/type"),
        ("/issuer/type", "Profile", "not-an-array", "warning", "/issuer/type"),
        ("/issuer/image", "https://uni.example/logo.png", "only-a-uri", "warning", "/issuer/image"),
        (SUBJECT, [DOCUMENT["credentialSubject"]], "wrong-kind", "error", SUBJECT),
        (SUBJECT + "/type", ["Person"], "type", "error", SUBJECT + "/type"),
        (SUBJECT + "/identifier/0/type", ["IdentityObject"], "wrong-kind", "warning", SUBJECT + "/identifier/0/type"),
        (SUBJECT + "/identifier/0/name", "Ada", "unknown-member", "error", SUBJECT + "/identifier/0/name"),
        (SUBJECT + "/identifier/0/hashed", "false", "wrong-kind", "error", SUBJECT + "/identifier/0/hashed"),
        (
            SUBJECT + "/identifier/0/identityType",
            "nick",
            "unknown-word",
            "warning",
            SUBJECT + "/identifier/0/identityType",
        ),
        (SUBJECT + "/creditsEarned", "2.5", "wrong-kind", "error", SUBJECT + "/creditsEarned"),
        (SUBJECT + "/creditsEarned", True, "wrong-kind", "error", SUBJECT + "/creditsEarned"),
        (ACHIEVEMENT + "/alignment", {}, "not-an-array", "warning", ACHIEVEMENT + "/alignment"),
        (ACHIEVEMENT + "/alignment", [], "empty", "warning", ACHIEVEMENT + "/alignment"),
        (ACHIEVEMENT + "/alignment/0", "x", "wrong-kind", "error", ACHIEVEMENT + "/alignment/0"),
        (ACHIEVEMENT + "/inLanguage", "english", "wrong-kind", "error", ACHIEVEMENT + "/inLanguage"),
        (ACHIEVEMENT + "/achievementType", "Micro", "unknown-word", "warning", ACHIEVEMENT + "/achievementType"),
        (ACHIEVEMENT + "/tag", None, "null", "error", ACHIEVEMENT + "/tag"),
        ("/evidence/0/type", ["Proof"], "type", "error", "/evidence/0/type"),
        ("/proof", {"type": "DataIntegrityProof"}, "not-an-array", "warning", "/proof"),
        ("/type", ["VerifiableCredential"], "type", "error", "/type"),
        ("/type", ["OpenBadgeCredential"], "type", "error", "/type"),
        ("/type", 5, "wrong-kind", "error", "/type"),
        ("/@context/0", "https://www.w3.org/2018/credentials/v2", "context", "error", "/@context"),
        ("/@context/1", "https://w3id.org/openbadges/v2", "context", "error", "/@context"),
        ("/@context/1", {}, "context", "error", "/@context"),
        ("/@context", ..., "context", "error", "/@context"),
    ],
)
def test_each_fault_is_found_where_it_is(pointer, value, code, severity, at):
    assert (code, severity, at) in found(changed(pointer, value))


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/issuer/unknownTerm", "x"),  # the contexts' business
        ("/@context/1", "https://purl.imsglobal.org/spec/ob/v3p0/context.json"),
        ("/@context/1", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json"),
        ("/type", ["VerifiableCredential", "AchievementCredential"]),
        (ACHIEVEMENT + "/achievementType", "ext:Own"),
        ("/proof", [{"type": "DataIntegrityProof"}]),
    ],
)
def test_what_is_allowed_is_no_fault(pointer, value):
    assert check(changed(pointer, value)) == ()


def test_a_context_in_another_place_and_several_statuses_are_unusual():
    contexts = [DOCUMENT["@context"][0], "https://w3id.org/security/data-integrity/v2", DOCUMENT["@context"][1]]
    assert found(changed("/@context", contexts)) == {("context", "warning", "/@context")}
    entry = {"type": "BitstringStatusListEntry"}
    assert found(changed("/credentialStatus", entry)) == set()
    assert found(changed("/credentialStatus", [entry])) == set()
    assert found(changed("/credentialStatus", [entry, entry])) == {("several-statuses", "warning", "/credentialStatus")}


def test_a_badge_on_version_1_of_verifiable_credentials_is_right():
    document = changed("/validFrom", ...)
    document["issuanceDate"] = "2026-01-01T00:00:00Z"
    document["@context"][0] = "https://www.w3.org/2018/credentials/v1"
    assert check(document) == ()


def test_all_faults_of_a_badge_are_found_at_once():
    document = changed("/id", ...)
    document["issuer"]["type"] = "Profile"
    document["credentialSubject"]["achievement"]["criteria"] = None
    assert len(found(document)) == 3


def test_a_badge_says_so_by_its_type():
    assert is_badge(DOCUMENT)
    assert is_badge({"type": "AchievementCredential"})
    for other in (
        {},
        {"type": "VerifiableCredential"},
        {"type": [["OpenBadgeCredential"]]},
        [],
        None,
        "OpenBadgeCredential",
    ):
        assert not is_badge(other)
