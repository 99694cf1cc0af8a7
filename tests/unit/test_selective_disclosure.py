"""Parts of a document, base and derived proofs, in small. What is hostile is in tests/hostile, the W3C's vectors in tests/conformance."""

import copy
from dataclasses import replace
from datetime import UTC, datetime

import pytest

import badges
from credseal.encoding import multibase
from credseal.errors import CredsealError, IssuingError, ProofError
from credseal.issuer import Issuer
from credseal.jsonld.contexts import BUNDLED
from credseal.keys.signer import generate
from credseal.profiles import openbadges
from credseal.profiles.openbadges.showing import always_shown
from credseal.securing.data_integrity.selective.deriving import derive
from credseal.securing.data_integrity.selective.selection import MOST_POINTERS, select
from credseal.securing.data_integrity.selective.statements import state
from credseal.securing.data_integrity.selective.values import MOST_STATEMENTS, read_base, refuse_base
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.securing.data_integrity.verifying import parse
from credseal.verifier import Verifier
from records import UNIVERSITY, credential

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
METHOD = f"{badges.UNIVERSITY}#key-1"
SIGNER = generate("P-256")
SUITE = "ecdsa-sd-2023"
SUBJECT = "/credentialSubject/achievement"


def signed(document=None, mandatory=("/issuer",), signer=SIGNER, **members):
    document = {**(document or badges.open_badge()), **members}
    options = ProofOptions(created=NOW, mandatory_pointers=mandatory)
    return sign(document, signer, verification_method=METHOD, cryptosuite=SUITE, options=options)


def verified(document):
    found = parse(document, contexts=BUNDLED)
    return found.verify(found.proofs[-1], SIGNER.public_key).document


def refusal(do, *args, **kwargs):
    with pytest.raises(CredsealError) as caught:
        do(*args, **kwargs)
    return caught.value.code


# --- a part of a document --------------------------------------------------------------------------------------------------

TREE = {
    "@context": ["urn:c"],
    "id": "urn:1",
    "type": ["A", "B"],
    "a/b": {"~": 1, "id": "urn:2", "x": {"type": "C", "y": [1, {"z": 2, "w": 3}, [4]]}},
    "list": [{"id": "urn:3", "m": 1, "n": 2}, {"m": 3}],
    "": "empty",
}


@pytest.mark.parametrize(
    ("pointers", "members"),
    [
        ([], {}),
        (["/list/1"], {"list": [{"m": 3}]}),
        (["/list/0/n"], {"list": [{"id": "urn:3", "n": 2}]}),
        (["/list/1/m", "/list/0/m"], {"list": [{"id": "urn:3", "m": 1}, {"m": 3}]}),
        (["/list/0/n", "/list"], {"list": TREE["list"]}),
        (["/list", "/list/0/n"], {"list": TREE["list"]}),
        (["/a~1b/~0"], {"a/b": {"~": 1, "id": "urn:2"}}),
        (["/a~1b/x/y/1/z"], {"a/b": {"id": "urn:2", "x": {"type": "C", "y": [{"z": 2}]}}}),
        (["/a~1b/x/y/2/0"], {"a/b": {"id": "urn:2", "x": {"type": "C", "y": [[4]]}}}),
        (["/"], {"": "empty"}),
        (["/type/0", "/id", "/@context/0"], {}),
    ],
)
def test_what_pointers_name_and_what_it_is_a_part_of(pointers, members):
    always = {name: TREE[name] for name in ("@context", "id", "type")}
    assert select(TREE, pointers).document == {**always, **members}


def test_the_empty_pointer_is_the_whole_document_and_a_copy_of_it():
    part = select(TREE, [""])
    assert part.document == TREE
    assert part.document["list"] is not TREE["list"]
    assert part.origins[id(part.document["list"][1])] is TREE["list"][1]


def test_the_documents_order_stays():
    assert list(select(TREE, ["/list", "/a~1b"]).document) == ["@context", "id", "type", "a/b", "list"]


@pytest.mark.parametrize(
    "pointer",
    ["list", "/nothing", "/list/2", "/list/00", "/list/-", "/list/-1", "/list/+1", "/list/ 1", "/list/0/m/x", "/list/x", "//", "/a~b",
     "/a~2b", "/a/b", "#/list", "/list/" + "9" * 400, "/list/\u0661"],
)  # fmt: skip
def test_pointers_to_nothing_are_refused_by_name(pointer):
    with pytest.raises(ProofError) as caught:
        select(TREE, [pointer])
    assert caught.value.code == "disclosure.pointer"
    assert pointer[:80] in str(caught.value)


def test_no_more_pointers_are_followed_than_anybody_needs():
    assert refusal(select, TREE, ["/list"] * (MOST_POINTERS + 1)) == "disclosure.pointer"


# --- statements ------------------------------------------------------------------------------------------------------------


def test_one_object_in_two_places_is_two_nodes():
    shared = {"type": ["Alignment"], "targetName": "x", "targetUrl": "https://x.example/"}
    document = badges.open_badge()
    document["credentialSubject"]["achievement"]["alignment"] = [shared, shared]
    document["evidence"] = [{"type": ["Evidence"], "narrative": "x"}]
    stated = state(document, b"k" * 32, contexts=BUNDLED)
    first, second = (stated.part([f"{SUBJECT}/alignment/{index}"]) for index in (0, 1))
    assert set(first.names.values()) != set(second.names.values())
    assert verified(derive(signed(document), [f"{SUBJECT}/alignment/1"]))


def test_other_keys_make_other_names_of_the_same_statements():
    one, other = (state(badges.open_badge(), key * 32, contexts=BUNDLED) for key in (b"a", b"b"))
    assert len(one.lines) == len(other.lines)
    assert not {line for line in one.lines if "_:" in line} & set(other.lines)


@pytest.mark.parametrize("item", [0, 2, 4])
def test_an_ordered_list_is_shown_whole_or_not_at_all(item):
    base, scale = signed(), f"{SUBJECT}/resultDescription/0/allowedValue"
    assert refusal(derive, base, [f"{scale}/{item}"]) == "disclosure.partial"
    assert verified(derive(base, [scale]))
    assert refusal(signed, mandatory=[f"{scale}/{item}"]) == "disclosure.partial"


def test_an_endorsement_inside_is_shown_whole_or_not_at_all():
    base, endorsement = signed(badges.endorsed_badge()), f"{SUBJECT}/endorsement/0"
    part = verified(derive(base, [endorsement]))
    assert part["credentialSubject"]["achievement"]["endorsement"][0]["proof"]["proofValue"]
    for inside in ("/issuer", "/proof", "/proof/proofValue", "/credentialSubject/endorsementComment"):
        assert refusal(derive, base, [endorsement + inside]) == "disclosure.secured"


def test_a_document_of_too_many_statements_is_not_signed_one_by_one():
    evidence = [{"id": f"urn:uuid:{n}", "type": ["Evidence"], "name": "x"} for n in range(MOST_STATEMENTS // 3)]
    assert refusal(signed, evidence=evidence) == "disclosure.size"


# --- base and derived proofs -----------------------------------------------------------------------------------------------


def test_every_base_proof_has_a_key_and_names_of_its_own():
    one, other = (read_base(multibase.decode(signed()["proof"]["proofValue"]), "") for _ in range(2))
    assert one.public_key != other.public_key
    assert one.hmac_key != other.hmac_key
    assert one.hmac_key.hex() not in repr(one)


def test_somebody_has_to_say_what_is_mandatory_and_only_where_something_can_be_withheld():
    assert refusal(signed, mandatory=()) == "disclosure.mandatory"
    options = ProofOptions(mandatory_pointers=["/issuer"])
    assert (
        refusal(sign, badges.open_badge(), SIGNER, verification_method=METHOD, options=options)
        == "disclosure.mandatory"
    )


def test_the_key_alone_still_chooses_the_suite_that_shows_everything():
    plain = sign(badges.open_badge(), SIGNER, verification_method=METHOD)
    assert plain["proof"]["cryptosuite"] == "ecdsa-rdfc-2019"


def test_mandatory_pointers_to_nothing_are_refused_when_signing():
    assert refusal(signed, mandatory=["/issuer", "/nothing"]) == "disclosure.pointer"


def test_whatever_is_mandatory_is_shown_and_pointers_are_no_part_of_the_proofs_options():
    base = signed(mandatory=["/issuer/name", "/validUntil"])
    assert "mandatoryPointers" not in base["proof"]
    least = derive(base, [])
    whole = badges.open_badge()
    assert verified(least) == {
        **{name: whole[name] for name in ("@context", "id", "type", "validUntil")},
        "issuer": {name: whole["issuer"][name] for name in ("id", "type", "name")},
    }


def test_the_whole_document_can_be_shown_too():
    assert verified(derive(signed(), [""])) == badges.open_badge()


def test_a_proof_in_an_array_stays_in_one():
    base = signed()
    base["proof"] = [base["proof"]]
    shown = derive(base, [])
    assert isinstance(shown["proof"], list)
    assert verified(shown)


def test_other_proofs_are_over_the_whole_and_are_left_out():
    plain = sign(badges.open_badge(), SIGNER, verification_method=METHOD)
    both = signed(plain)
    assert [proof["cryptosuite"] for proof in both["proof"]] == ["ecdsa-rdfc-2019", SUITE]
    (shown,) = derive(both, [])["proof"]
    assert shown["cryptosuite"] == SUITE


def test_one_base_proof_is_needed_and_no_second_one():
    plain = sign(badges.open_badge(), SIGNER, verification_method=METHOD)
    assert refusal(derive, plain, []) == "disclosure.none"
    assert refusal(derive, signed(signed()), []) == "disclosure.none"
    assert refusal(derive, badges.open_badge(), []) == "proof.missing"


@pytest.mark.parametrize("change", [{"validUntil": "2099-01-01T00:00:00Z"}, {"awardedDate": "2020-01-01T00:00:00Z"}])
def test_what_was_changed_is_not_derived_where_it_shows(change):
    base = {**signed(), **change}
    assert refusal(derive, base, [f"/{name}" for name in change]) == "signature.mismatch"


def test_what_was_added_or_taken_away_is_not_derived():
    base = signed()
    assert (
        refusal(derive, {**base, "image": {"id": "https://x.example/", "type": "Image"}}, []) == "disclosure.signatures"
    )
    del base["awardedDate"]
    assert refusal(derive, base, []) == "disclosure.signatures"


def test_deriving_leaves_the_file_as_it_is():
    base = signed()
    before = copy.deepcopy(base)
    derive(base, ["/credentialSubject"])
    assert base == before


# --- Open Badges -----------------------------------------------------------------------------------------------------------


def test_who_what_when_and_whether_still_are_always_shown():
    document = badges.open_badge() | {"termsOfUse": [{"type": "Terms"}]}
    document["credentialSubject"]["result"][0]["alignment"] = [
        {"type": ["Alignment"], "targetType": "ext:ObtainedBy", "targetName": "x", "targetUrl": "https://x.example/"},
        {"type": ["Alignment"], "targetType": "ext:PlaceOfIssue", "targetName": "x", "targetUrl": "https://x.example/"},
    ]
    assert always_shown(document) == (
        "/issuer", "/name", "/validFrom", "/validUntil", "/awardedDate", "/credentialStatus", "/termsOfUse",
        f"{SUBJECT}/name", f"{SUBJECT}/achievementType", f"{SUBJECT}/description", f"{SUBJECT}/criteria", f"{SUBJECT}/creator",
        f"{SUBJECT}/alignment/0", f"{SUBJECT}/alignment/1", "/credentialSubject/result/0/alignment/1",
    )  # fmt: skip


@pytest.mark.parametrize(
    "subject", [None, [], "did:example:ada", {}, {"achievement": []}, {"result": {}}, {"result": [1]}]
)
def test_what_is_no_badge_has_little_to_show(subject):
    assert always_shown({"issuer": "https://uni.example/", "credentialSubject": subject}) == ("/issuer",)


def issuer():
    return Issuer(replace(UNIVERSITY, id=None), SIGNER, clock=lambda: NOW)


def test_what_our_issuer_makes_is_derived_and_accepted_with_the_checks_of_any_badge():
    university = issuer()
    sealed = university.issue(credential(), securing=SUITE)
    assert sealed.suite == SUITE
    assert "disclosure.own-copy" in {finding.code for finding in sealed.findings}
    verifier = Verifier(fetch=None, clock=lambda: NOW)
    for revealed in ([], ["/credentialSubject/identifier"], ["/credentialSubject/result/0"], [""]):
        shown = derive(sealed.document, revealed)
        assert not [one for one in openbadges.check(shown) if one.severity == "error"]
        report = verifier.verify(shown, issuer=university.organisation.id)
        assert report.document == {name: value for name, value in shown.items() if name != "proof"}
    assert report.document == {name: value for name, value in sealed.document.items() if name != "proof"}


def test_our_verifier_refuses_the_learners_own_copy_by_name():
    university = issuer()
    sealed = university.issue(credential(), securing=SUITE)
    report = Verifier(fetch=None, clock=lambda: NOW).inspect(sealed.data, issuer=university.organisation.id)
    assert {check.name: check.code for check in report.checks}["signature"] == "disclosure.base"
    assert str(report.verdict) == "rejected"


def test_the_learners_own_copy_is_put_into_no_picture(tmp_path):
    sealed = issuer().issue(credential(), securing=SUITE)
    assert refusal(sealed.bake, tmp_path / "badge.png") == "disclosure.base"
    assert refusal(refuse_base, sealed.document) == "disclosure.base"
    refuse_base(derive(sealed.document, []))


def test_european_digital_credentials_are_not_shown_in_part():
    with pytest.raises(IssuingError) as caught:
        issuer().issue(credential(), profile="elm", securing=SUITE)
    assert caught.value.code == "issuing.securing"
