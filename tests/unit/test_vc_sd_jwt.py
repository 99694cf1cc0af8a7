"""Credentials of the W3C data model in SD-JWTs: read like other tokens, shown in part, presented with the proof of a key."""

import json

import pytest

from authority import chain
from certified import ADDRESS, Home, answer, x5c
from credseal.cli import main
from credseal.did.resolver import DefaultResolver
from credseal.encoding import sd_jwt_credential
from credseal.envelope import open_envelope, open_presentation
from credseal.keys.signer import LocalSigner
from credseal.report import Outcome, Verdict
from credseal.securing.sd_jwt import credential, issuing
from credseal.wallet import derive, present
from disclosed_badges import IDENTIFIER, RESULT, TYP, badge, bound, document, enveloped, shown
from presentations import ADA, AUDIENCE, CHALLENGE, NOW, UNIVERSITY, employer
from tokens import METHOD, P256
from tokens import UNIVERSITY as BY_WEB
from tokens import credential as plain
from tokens import document as controller_document

TOKEN = badge()
PART = shown(TOKEN)


def codes(report):
    return {note.code for note in report.notes}


def ask(source, **options):
    return employer().inspect_presentation(source, **{"challenge": CHALLENGE, "audience": AUDIENCE, **options})


@pytest.mark.parametrize(
    ("typ", "members", "kind"),
    [
        ("vc+sd-jwt", {"@context"}, "vc+sd-jwt"),
        ("application/vc+sd-jwt", {"@context"}, "vc+sd-jwt"),
        ("vc+ld+json+sd-jwt", {"@context"}, "vc+sd-jwt"),
        ("vc+sd-jwt", {"vct"}, "dc+sd-jwt"),
        ("dc+sd-jwt", {"vct"}, "dc+sd-jwt"),
        ("dc+sd-jwt", {"@context"}, "dc+sd-jwt"),
        (None, {"@context"}, "dc+sd-jwt"),
    ],
)
def test_the_type_and_what_is_signed_decide_on_the_kind(typ, members, kind):
    assert sd_jwt_credential.kind_of({"typ": typ}, dict.fromkeys(members, "x")) == kind


def test_what_is_handed_over_is_opened_without_its_disclosures():
    envelope = open_envelope(TOKEN)
    assert (envelope.form, envelope.is_claims, envelope.token) == ("sd-jwt", False, TOKEN)
    assert "result" not in envelope.document["credentialSubject"]
    assert open_presentation(bound(TOKEN)).document == envelope.document
    assert [note.code for note in open_envelope(json.dumps(enveloped(TOKEN))).notes] == ["envelope.enveloped"]


def test_what_is_shown_is_the_document():
    report = employer().verify(TOKEN)
    assert report.document == document()
    assert report.proofs[0].suite == "vc+sd-jwt, EdDSA"
    assert not codes(report) & {"sd-jwt.withheld", "sd-jwt.unknown-type", "sd-jwt.old-type"}
    assert report.issued.instant is not None


def test_what_is_not_shown_is_noted():
    report = employer().verify(PART)
    assert not {"result", "identifier"} & report.document["credentialSubject"].keys()
    assert "sd-jwt.withheld" in codes(report)
    assert [one.place for one in credential.parse(PART).processed.withheld] == [("credentialSubject",)]


def test_the_claims_of_the_token_are_its_own():
    said = {"iss": UNIVERSITY.did, "sub": ADA.did, "iat": int(NOW.timestamp()), "exp": int(NOW.timestamp()) + 60}
    read = credential.parse(badge(**said)).token
    assert not said.keys() & read.document.keys()
    assert (read.issued_at, read.kind) == (NOW, "vc+sd-jwt")
    assert employer().verify(badge(**said)).verdict is Verdict.ACCEPTED


def test_the_key_is_found_as_those_of_other_tokens_are():
    made = plain(issuer=BY_WEB)
    for kid in (METHOD, "key-1", "#key-1"):
        text = issuing.issue(made, LocalSigner(P256), typ=TYP, header={"kid": kid})
        resolver = DefaultResolver(documents={BY_WEB: controller_document(private=P256)})
        report = employer(resolver=resolver).inspect(text, issuer=BY_WEB)
        assert report.verdict is Verdict.ACCEPTED
        assert employer().inspect(text).verdict is Verdict.UNDETERMINED


def test_certificates_are_followed_as_those_of_other_tokens_are():
    home = Home()
    held = home.university(hosts=["uni.example"])
    text = issuing.issue(
        plain(issuer=ADDRESS), LocalSigner(held.key), typ=TYP, header={"x5c": x5c(*chain(held))}, disclosable=[("id",)]
    )
    assert home.verifier().inspect(text).verdict is Verdict.ACCEPTED
    stranger = home.university(hosts=["other.example"])
    other = issuing.issue(
        plain(issuer=ADDRESS), LocalSigner(stranger.key), typ=TYP, header={"x5c": x5c(*chain(stranger))}
    )
    assert answer(home.verifier().inspect(other))[0] != "passed"


def test_contexts_that_nobody_knows_leave_it_open():
    text = badge(**{"@context": [*document()["@context"], "https://unknown.example/context"]})
    report = employer().inspect(text)
    assert (report.verdict, report.check("contexts").code) == (Verdict.UNDETERMINED, "contexts.unknown")


def test_alone_it_is_a_presentation_of_itself():
    report = ask(bound(PART))
    assert report.verdict is Verdict.ACCEPTED
    assert (report.presenter.shown, report.presenter.by) == (True, "cnf")
    assert report.check("structure").message.startswith("It is a credential of the W3C data model")
    assert [one.report.check("learner").code for one in report.credentials] == ["learner.by-key"]
    assert "sd-jwt.key-binding-unchecked" in codes(employer().inspect(bound(PART)))


@pytest.mark.parametrize(
    "make", [ADA.any_token, lambda one: json.dumps(ADA.show_anything(one))], ids=["token", "proof"]
)
@pytest.mark.parametrize("text", [TOKEN, PART, badge(key=None)], ids=["whole", "part", "no cnf"])
def test_in_an_envelope_it_stands_in_other_presentations(make, text):
    report = ask(make(enveloped(text)))
    assert report.verdict is Verdict.ACCEPTED
    assert report.credentials[0].report.check("learner").code == "learner.by-key"


def test_its_holder_derives_and_presents_it():
    part = derive(TOKEN, ["/credentialSubject/result"])
    assert [one.place for one in credential.parse(part.data.decode().strip()).processed.disclosed] == [RESULT]
    made = present([part.data], ADA.signer, challenge=CHALLENGE, domain=AUDIENCE, clock=lambda: NOW)
    assert ask(made.data).verdict is Verdict.ACCEPTED
    assert ask(made.data).credentials[0].report.document["credentialSubject"].keys() & {"result", "identifier"} == {
        "result"
    }


def test_files_of_it_are_read_on_the_command_line(tmp_path, capsys):
    path, out = tmp_path / "ada.jwt", tmp_path / "part.jwt"
    path.write_text(TOKEN + "\n")
    assert main(["verify", str(path), "--issuer", UNIVERSITY.did, "--at", "2026-11-22T10:00:00Z", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "accepted"
    assert main(["inspect", str(path), "--json"]) == 0
    assert "vc+sd-jwt, EdDSA" in capsys.readouterr().out
    main(["check", str(path), "--json"])
    looked = json.loads(capsys.readouterr().out)
    assert {one["severity"] for one in looked["form"]} <= {"warning", "info"}
    assert main(["derive", str(path), "--reveal", "/credentialSubject/result", "--out", str(out)]) == 0
    assert employer().inspect(out).verdict is Verdict.ACCEPTED


def test_what_is_shown_of_a_presentation_can_be_withheld_in_part():
    for paths in ([], [RESULT], [IDENTIFIER], [RESULT, IDENTIFIER]):
        report = ask(bound(shown(TOKEN, paths)))
        assert report.verdict is Verdict.ACCEPTED
        assert report.credentials[0].report.check("structure").outcome is Outcome.PASSED


def test_a_subject_that_is_called_by_a_did_is_the_one_whose_key_the_issuer_names():
    text = badge("did:web:ada.example", key=ADA)
    report = ask(bound(text, ADA))
    assert report.credentials[0].report.check("learner").code == "learner.by-key"
    # In a presentation its holder names themself, and another name is another learner's.
    report = ask(ADA.show_anything(enveloped(text)))
    assert report.credentials[0].report.check("learner").code == "learner.other-presenter"
