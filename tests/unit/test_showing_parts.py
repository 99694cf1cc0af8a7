"""Parts of credentials, as a wallet makes them: one function for every form that has parts, and what a wallet verifies before it keeps one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from credseal.did import key as did_key
from credseal.encoding import strict_json
from credseal.errors import CredsealError, OutputError
from credseal.issuer import Issuer
from credseal.keys.signer import generate
from credseal.media.baked import bake
from credseal.report import Verdict
from credseal.securing.sd_jwt.issuing import issue
from credseal.securing.sd_jwt.parsing import parse
from credseal.verifier import Verifier
from credseal.wallet import derive, present
from diplomas import University
from pictures import png
from records import ADA, UNIVERSITY, credential
from simulators import Clock

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOLDER = generate("P-256")
LEARNER = replace(ADA, id=did_key.did_of(HOLDER.public_key))
ISSUER = Issuer(replace(UNIVERSITY, id=None), generate("P-256"), clock=lambda: NOW)
VERIFIER = Verifier(fetch=None, clock=lambda: NOW)
OCCASION = {"challenge": "kQ3vT9xWb2hZ7pLm0sYdRg", "domain": "https://employer.example"}


def issued(**options):
    return ISSUER.issue(replace(credential(), learner=LEARNER), **options)


def badge():
    """The learner's own copy of a badge that has parts."""
    return issued(securing="ecdsa-sd-2023")


def learning():
    return issued(profile="learning")


def inspected(data):
    return VERIFIER.inspect(data, issuer=ISSUER.organisation.id)


def refusal(source, reveal=()):
    with pytest.raises(CredsealError) as caught:
        derive(source, reveal)
    return caught.value.code


def test_of_a_badge_what_is_named_is_shown_with_what_always_is():
    part = derive(badge().data, ["/credentialSubject/result"])
    assert part.document["credentialSubject"].keys() == {"id", "type", "achievement", "result"}
    assert (part.token, part.media_type) == (None, "application/vc")
    assert strict_json.loads(part.data) == part.document
    assert inspected(part.data).verdict is Verdict.ACCEPTED


def test_of_a_learning_credential_likewise():
    part = derive(learning().data, ["/assessment_grade"])
    assert "assessment_grade" in part.document
    assert not part.document.keys() & {"learner_identification", "learning_outcomes"}
    assert part.document == parse(part.token).processed().payload
    assert (part.data, part.media_type) == (part.token.encode(), "application/dc+sd-jwt")
    assert inspected(part.data).verdict is Verdict.ACCEPTED


def test_of_a_badge_in_an_sd_jwt_too():
    unsigned = {name: value for name, value in badge().document.items() if name != "proof"}
    hidden = [("credentialSubject", "result"), ("credentialSubject", "identifier")]
    own = issue(unsigned, generate("P-256"), typ="vc+sd-jwt", disclosable=hidden)
    part = derive(own, ["/credentialSubject/result"])
    assert "result" in part.document["credentialSubject"]
    assert "identifier" not in part.document["credentialSubject"]
    assert part.media_type == "application/vc+sd-jwt"
    assert not [one for one in part.findings if one.severity == "error"]


@pytest.mark.parametrize("make", [badge, learning])
def test_no_pointer_shows_the_least_and_the_empty_one_everything(make):
    own = make()
    least, whole = derive(own.data, []), derive(own.data, [""])
    assert whole.document.keys() - {"proof"} == own.document.keys() - {"proof"}
    assert {name: value for name, value in whole.document.items() if name != "proof"} == {
        name: value for name, value in own.document.items() if name != "proof"
    }
    assert len(least.data) < len(whole.data)
    assert derive(own.data, ["", "/credentialSubject" if make is badge else "/assessment_grade"]).document.keys() == (
        whole.document.keys()
    )


@pytest.mark.parametrize("make", [badge, learning])
def test_a_part_is_presented_like_any_credential(make):
    shown = present([derive(make().data, []).data], HOLDER, **OCCASION, clock=lambda: NOW)
    report = VERIFIER.inspect_presentation(
        shown.data, challenge=OCCASION["challenge"], audience=OCCASION["domain"], issuer=ISSUER.organisation.id
    )
    (one,) = report.accepted_credentials
    assert one.report.check("learner").code == "learner.by-key"


def test_of_whatever_the_holder_was_handed_a_part_can_be_shown(tmp_path):
    own = badge()
    own.save(tmp_path / "own.json")
    for source in (tmp_path / "own.json", own.data.decode(), own.document, bake(png(), own.data.decode())):
        part = derive(source, ["/credentialSubject/result"])
        assert "result" in part.document["credentialSubject"]


def test_it_is_saved_whole_and_over_nothing(tmp_path):
    part = derive(badge().data, [])
    part.save(tmp_path / "shown.json")
    assert (tmp_path / "shown.json").read_bytes() == part.data
    with pytest.raises(OutputError):
        part.save(str(tmp_path / "shown.json"))
    part.save(tmp_path / "shown.json", overwrite=True)


def test_the_holder_can_know_what_verifiers_will_miss():
    assert not [one for one in derive(badge().data, []).findings if one.severity == "error"]
    half = derive(badge().data, ["/credentialSubject/identifier/0/identityHash"])
    assert {one.code for one in half.findings if one.severity == "error"} == {"openbadges.missing-member"}
    assert not [one for one in derive(learning().data, []).findings if one.severity == "error"]


def test_nothing_that_is_withheld_is_in_repr():
    assert "Ada" not in repr(derive(badge().data, [""])) + repr(derive(learning().data, [""]))


@pytest.mark.parametrize(
    ("make", "pointer", "code"),
    [
        (badge, "/nothing", "disclosure.pointer"),
        (learning, "/nothing", "disclosure.pointer"),
        (learning, "assessment_grade", "disclosure.pointer"),
        (learning, "/vct/0", "disclosure.pointer"),
    ],
)
def test_pointers_to_nothing_are_named(make, pointer, code):
    assert refusal(make().data, [pointer]) == code


@pytest.mark.parametrize("securing", ["vc+jwt", "jwt", None])
def test_what_is_signed_whole_has_no_parts(securing):
    assert refusal(issued(securing=securing).data) == "disclosure.none"


def test_what_nobody_signed_has_none_either():
    """An Open Badge 2.0 that its issuer's web site vouches for, say."""
    assert refusal({name: value for name, value in badge().document.items() if name != "proof"}) == "disclosure.none"


def test_what_is_sealed_has_none_either():
    assert refusal(University(Clock(NOW)).issue("B").data) == "disclosure.none"


def test_a_part_of_a_badge_has_no_parts_and_of_an_sd_jwt_less_can_be_shown():
    assert refusal(derive(badge().data, [""]).data) == "disclosure.derived"
    part = derive(learning().data, ["/assessment_grade", "/learning_outcomes"])
    assert "learning_outcomes" in part.document
    assert "learning_outcomes" not in derive(part.data, ["/assessment_grade"]).document
    assert refusal(part.data, ["/learner_identification"]) == "disclosure.pointer"


def test_what_was_presented_to_somebody_is_not_passed_on_in_part():
    shown = present([learning().data], HOLDER, **OCCASION)
    assert refusal(shown.data) == "sd-jwt.bound"
    assert refusal(present([derive(badge().data, []).data], HOLDER, **OCCASION).data) == "envelope.presentation"


# --- what a wallet verifies before it keeps a learner's own copy -------------------------------------------------------------


def test_an_own_copy_is_refused_as_it_is_and_verified_by_all_that_it_can_show():
    own = badge()
    assert inspected(own.data).check("signature").code == "disclosure.base"
    report = inspected(derive(own.data, [""]).data)
    assert report.verdict is Verdict.ACCEPTED
    assert report.document == {name: value for name, value in own.document.items() if name != "proof"}


def test_an_own_copy_that_was_changed_is_never_kept():
    """Wherever it was changed: what is always shown is the issuer's signature's, all else has one of its own."""
    own = badge().data.decode()
    for old, new in (
        ('"value": "4.5"', '"value": "5"'),
        ('"name": "University of Example"', '"name": "Academy of Example"'),
        ('"validFrom": "2026', '"validFrom": "2025'),
        (LEARNER.id, did_key.did_of(generate("P-256").public_key)),
    ):
        assert old in own, old
        changed = own.replace(old, new)
        try:
            whole = derive(changed, [""])
        except CredsealError as error:
            assert error.code == "signature.mismatch"  # noqa: PT017  one of the two
        else:
            assert inspected(whole.data).check("signature").code == "signature.mismatch"


def test_a_strangers_own_copy_shows_all_and_is_nobodys_word():
    stranger = Issuer(replace(UNIVERSITY, id=None), generate("P-256"), clock=lambda: NOW)
    own = stranger.issue(replace(credential(), learner=LEARNER), securing="ecdsa-sd-2023")
    assert inspected(derive(own.data, [""]).data).verdict is Verdict.REJECTED
