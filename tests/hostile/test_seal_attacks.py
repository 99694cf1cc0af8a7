"""Sealed credentials made to be believed for more than they are: each is refused, left open, or told for what it is."""

import base64
import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from asn1crypto import x509 as asn1
from cryptography import x509

from authority import HomeAuthority, named, new_key, usage
from credseal import Policy, Register, Verdict, Verifier
from credseal.checks.rules import domain
from credseal.model.organisation import Identifier
from credseal.pki import ocsp
from credseal.pki.certificate import Certificate
from credseal.pki.material import Material
from credseal.pki.revocation import revocation_of
from credseal.securing.jades.levels import extend
from credseal.securing.jades.signing import seal
from credseal.trust.accreditation import Accreditations
from credseal.trust.accreditation_record import AccreditationRecord, AccreditedOrganisation
from credseal.trust.anchors import Anchors
from credseal.views.text import render
from diplomas import IDENTIFIER, University
from long_term import Stamps, item, items_of, texts_of, with_texts
from seals import forged, good_header
from simulators import Clock

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
DAY = timedelta(days=1)
SEALER_AND_ABOVE = 2


@pytest.fixture
def university():
    return University(Clock(NOW))


def code_of(report, name):
    return report.check(name).code


def codes_of_notes(report):
    return {note.code for note in report.notes}


def with_seals(sealed, *others, first=True):
    """The file with the signatures of other files over the same payload."""
    document = json.loads(sealed)
    added = [signature for other in others for signature in json.loads(other)["signatures"]]
    document["signatures"] = [*added, *document["signatures"]] if first else [*document["signatures"], *added]
    return json.dumps(document).encode()


def sealed_again(sealed, signer, university, level="B"):
    """Another's seal around the same payload."""
    made = seal(json.loads(sealed)["payload"].encode(), signer, at=university.clock())
    return made if level == "B" else extend(made, level=level, authority=university.stamps)


# ---- several seals: anybody may add one, and nobody signs their order


@pytest.mark.parametrize("first", [True, False])
def test_a_strangers_seal_with_a_true_timestamp_dates_nothing(university, first):
    plain = university.issue("B").data
    university.clock.now += 200 * DAY
    mill = HomeAuthority(clock=university.clock, name="Mill").seal_key(
        "Diploma Mill", "VATPL-6666666666", "PL", kind="P-256"
    )
    both = with_seals(plain, sealed_again(plain, mill, university, "T"), first=first)
    report = university.verifier(university.revocations).verify(both)
    assert (report.issued.known_by, report.seal.known_by) == ("claimed", "claimed")
    assert "JAdES-BASELINE-B)" in report.check("signature").message


def test_a_strangers_timestamp_puts_no_credential_into_the_time_of_an_accreditation(university):
    plain = university.issue("B").data
    university.clock.now = NOW + 200 * DAY
    mill = HomeAuthority(clock=university.clock, name="Mill").seal_key("Diploma Mill", None, "PL", kind="P-256")
    records = accreditations(Identifier("VAT", "PL0000000000"), valid_from=(NOW + 100 * DAY).date())
    both = with_seals(plain, sealed_again(plain, mill, university, "T"))
    report = university.verifier(university.revocations, records).inspect(both)
    assert code_of(report, "accreditation") == "accreditation.not-yet"


def test_another_believed_seal_before_the_issuers_does_not_stand_in_for_it(university):
    archived = university.issue("LTA").data
    other = university.authority.seal_key("Another School", "VATPL-1111111111", "PL", kind="P-256")
    both = with_seals(archived, sealed_again(archived, other, university))
    report = university.verifier().verify(both)
    assert (report.issuer.confirmed_name, report.seal.level) == (university.name, "LTA")
    assert report.seal.certificate.identifier == IDENTIFIER


# ---- whose certificate


@pytest.mark.parametrize("statements", [("compliance", "esign"), ("compliance", "web"), ("esign",)])
def test_the_certificate_of_somebody_who_works_there_is_not_the_seal_of_the_organisation(university, statements):
    document = university.issue("B").document
    held = university.authority.seal(university.name, IDENTIFIER, "PL", kind="P-256", statements=statements)
    report = university.verifier(university.revocations).inspect(
        university.forge(document, university.authority.signer(held))
    )
    assert code_of(report, "issuer_authenticated") == "issuer.certificate-no-seal"
    assert code_of(report, "issuer_recognised") == "issuer.unauthenticated"
    assert report.issuer.confirmed_name is None


def test_nor_is_one_that_names_a_person(university):
    document = university.issue("B").document
    subject = x509.Name(
        [
            *named(organisation=university.name, identifier=IDENTIFIER, country="PL", common_name="Ada Example"),
            x509.NameAttribute(x509.NameOID.SURNAME, "Example"),
        ]
    )
    held = university.authority.certify(
        subject, new_key("P-256"), [(usage("digital_signature"), True)], issuer=university.authority.issuing
    )
    report = university.verifier(university.revocations).inspect(
        university.forge(document, university.authority.signer(held))
    )
    assert code_of(report, "issuer_authenticated") == "issuer.certificate-no-seal"


@pytest.mark.parametrize(
    "name",
    [
        "Univers\u0456ty of Example",  # Cyrillic
        "University of\u200b Example",
        "University of Example\u202e",
        "\uff35niversity of Examp1e",
        "University of Example ltd",
        "",
    ],
)
def test_a_name_that_only_looks_like_the_certificates_is_another(university, name):
    document = university.issue("B").document
    document["issuer"]["legalName"] = {"en": name}
    report = university.verifier(university.revocations).inspect(university.forge(document))
    assert code_of(report, "issuer_authenticated") == "issuer.certificate-other"


def test_of_several_legal_names_one_is_vouched_for_and_that_is_said(university):
    document = university.issue("B").document
    document = json.loads(
        json.dumps(document).replace(
            json.dumps({"legalName": {"en": university.name}})[1:-1],
            json.dumps({"legalName": {"en": university.name, "de": "Universität Elsewhere"}})[1:-1],
        )
    )
    listed = Register.load({"name": "Universities", "issuers": [{"id": "VATDE-1", "name": "Universität Elsewhere"}]})
    report = university.verifier(university.revocations, listed).inspect(university.forge(document))
    assert report.issuer.confirmed_name in (None, university.name)
    assert {"issuer.further-name", "issuer.borrowed-name"} <= codes_of_notes(report)


@pytest.mark.parametrize("identifier", ["did:web:uni.example", "https://uni.example/"])
def test_a_certificate_makes_nobody_the_owner_of_a_did_or_a_web_site(university, identifier):
    signer = university.authority.seal_key(university.name, identifier, "PL", kind="P-256")
    document = json.loads(json.dumps(university.issue("B").document).replace(IDENTIFIER, identifier))
    policy = Policy(recognised_by=domain("uni.example"))
    verifier = university.verifier(university.revocations, policy=policy)
    report = verifier.inspect(university.forge(document, signer), issuer=identifier)
    assert report.issuer.id != identifier
    assert code_of(report, "issuer_recognised") == "issuer.other"
    assert verifier.inspect(university.forge(document, signer)).verdict is not Verdict.ACCEPTED


@pytest.mark.parametrize("how", ["list", "twice", "reference"])
def test_an_issuer_that_is_not_one_object_is_nobody(university, how):
    document = university.issue("B").document
    issuer = document["issuer"]
    document["issuer"] = {"list": [issuer], "twice": [issuer, issuer], "reference": {"id": issuer["id"]}}[how]
    report = university.verifier(university.revocations).inspect(university.forge(document))
    assert code_of(report, "issuer_authenticated") == "issuer.certificate-unbound"
    assert report.verdict is not Verdict.ACCEPTED


# ---- what the issuer says of others


def awarded_by(document, **changes):
    (body,) = document["credentialSubject"]["hasClaim"][0]["awardedBy"]["awardingBody"]
    body |= changes
    return document


def test_that_another_university_awards_it_is_the_issuers_word(university):
    document = university.issue("B").document
    document.pop("evidence", None)
    other = {"id": "urn:example:other", "legalName": {"en": "University of Elsewhere"}}
    report = university.verifier(university.revocations).inspect(university.forge(awarded_by(document, **other)))
    assert "issuer.awards-for-other" in codes_of_notes(report)


def test_nor_is_another_name_under_the_issuers_own_id_the_issuers(university):
    document = university.issue("B").document
    document.pop("evidence", None)
    report = university.verifier(university.revocations).inspect(
        university.forge(awarded_by(document, legalName={"de": "Universität Elsewhere"}))
    )
    assert "issuer.awards-for-other" in codes_of_notes(report)


def test_an_honest_credential_has_no_such_note(university):
    report = university.verifier().verify(university.issue("LTA").data)
    assert not {"issuer.awards-for-other", "issuer.further-name"} & codes_of_notes(report)


def accreditations(identifier, **changes):
    record = AccreditationRecord(
        id="https://register.example/reports/1",
        scope="institution",
        agency="Quality Agency of Example",
        organisations=(AccreditedOrganisation("University of Elsewhere", identifiers=(identifier,)),),
        **changes,
    )
    return Accreditations("Register of Example", (record,))


def test_an_accredited_universitys_number_is_not_the_issuers_for_being_written_there(university):
    stolen = {
        "id": "urn:epass:identifier:9",
        "type": "Identifier",
        "notation": "INSTITUTION0001",
        "schemeName": "DEQAR",
    }
    document = university.issue("B").document
    document["issuer"]["identifier"] = [stolen]
    sealed = university.forge(awarded_by(document, identifier=[stolen]))
    records = accreditations(Identifier("DEQAR", "INSTITUTION0001"), valid_until=date(2029, 1, 1))
    report = university.verifier(university.revocations, records).inspect(sealed)
    assert code_of(report, "accreditation") == "accreditation.body-unproven"
    entry = {"id": IDENTIFIER, "name": "Uni", "also_known_as": ["https://data.deqar.eu/institution/1"]}
    listed = Register.load({"name": "Universities", "issuers": [entry]})
    assert code_of(university.verifier(university.revocations, records, listed).inspect(sealed), "accreditation") == (
        "accreditation.body-unproven"
    )


def test_the_same_digits_in_another_register_are_another_number():
    clock = Clock(NOW)
    university = University(clock)
    signer = university.authority.seal_key(university.name, "NTRPL-0000000000", "PL", kind="P-256")
    document = university.issue("B").document
    text = json.dumps(document).replace(IDENTIFIER, "NTRPL-0000000000")
    records = accreditations(Identifier("VAT", "PL0000000000"))
    report = university.verifier(university.revocations, records).inspect(university.forge(json.loads(text), signer))
    assert code_of(report, "issuer_authenticated") == "issuer.certificate"
    assert report.check("accreditation").outcome.value == "inconclusive"


# ---- when


@pytest.mark.parametrize(
    "claimed", [{"iat": 253402300799}, {"sigT": "9999-12-31T23:59:59Z"}, {"sigT": "0001-01-01T00:00:00Z"}]
)
def test_times_at_the_ends_of_the_calendar_are_answered(university, claimed):
    payload = json.dumps(university.issue("B").document).encode()
    token = university.stamps.tokens.timestamp(payload)
    header = {**good_header(university.signer), "adoTst": {"tstTokens": [{"val": base64.b64encode(token).decode()}]}}
    del header["iat"]
    report = university.verifier(university.revocations).inspect(
        forged(header | claimed, payload, of=university.signer)
    )
    assert render(report, full=True)
    assert report.to_dict()["seal"]["known_by"] == "claimed"


def test_the_authority_that_is_named_is_the_one_that_dates_the_seal(university):
    """A timestamp of the content says nothing about the seal, and comes first."""
    payload = json.dumps(university.issue("B").document).encode()
    elsewhere = HomeAuthority(clock=university.clock, name="Elsewhere")
    token = elsewhere.timestamp_authority().timestamp(payload)
    header = {**good_header(university.signer), "adoTst": {"tstTokens": [{"val": base64.b64encode(token).decode()}]}}
    sealed = extend(forged(header, payload, of=university.signer), level="T", authority=university.stamps)
    both = Anchors("Elsewhere", (), (Certificate.parse(elsewhere.root.der),))
    shown = render(university.verifier(university.revocations, both).inspect(sealed))
    assert "by a timestamp of Example Time" in re.sub(r"\s+", " ", shown)


def test_a_timestamp_of_the_seal_does_not_vouch_for_the_day_of_the_award(university):
    shown = render(university.verifier().verify(university.issue("LTA").data), width=200)
    line = next(line for line in shown.splitlines() if line.startswith("Date"))
    assert line.endswith(
        "awarded on 2026-11-20, says the issuer; sealed 2026-11-22 10:00 UTC at the latest, by a trusted timestamp"
    )


# ---- revocation


def answers(*ocsp_responses):
    return item("rVals", {"ocspVals": [{"val": base64.b64encode(each).decode()} for each in ocsp_responses]})


def test_answers_in_the_seal_do_not_crowd_out_the_callers(university):
    """The stamping key was stolen and its certificate revoked, which the caller knows; the thief fills the seal with rubbish."""
    sealed = university.issue("T").data
    university.stamping.revoke(university.stamps.tokens.held, at=NOW - DAY, reason="keyCompromise")
    known = Material(crls=(university.stamping.crl(),))
    pinned = Anchors("Pinned", (Certificate.parse(university.held.der),), ())
    verifier = Verifier(fetch=None, trust=[pinned, university.timestamp_anchors, known], clock=university.clock)
    stuffed = with_texts(sealed, [*texts_of(sealed), answers(*(b"rubbish %d" % number for number in range(100)))])
    for file in (sealed, stuffed):
        assert verifier.inspect(file).issued.known_by == "claimed"


def test_the_key_of_a_revoked_authority_between_makes_no_accepted_seal(university):
    """Whoever stole it says "good" of whatever it certifies, and leaves out what its own authority says of it."""
    authority = university.authority
    authority.revoke(authority.issuing, at=NOW - DAY, reason="keyCompromise")
    sealed = university.issue("B").data
    report = university.verifier(Material(crls=(authority.crl(),))).inspect(sealed)
    assert code_of(report, "issuer_authenticated") == "seal.revocation-unknown"
    assert report.seal.revocation == "unknown"
    assert (
        code_of(university.verifier(university.revocations).inspect(sealed), "issuer_authenticated") == "seal.revoked"
    )


def test_a_certificate_that_is_believed_for_itself_can_be_revoked(university):
    sealed = university.issue("B").data
    pinned = Anchors("Pinned", (Certificate.parse(university.held.der),), ())
    university.authority.revoke(university.held, at=NOW - DAY, reason="keyCompromise")
    above = Material((Certificate.parse(university.authority.issuing.der),))
    believed = [pinned, above]
    assert Verifier(fetch=None, trust=believed, clock=university.clock).verify(sealed).verdict is Verdict.ACCEPTED
    report = Verifier(fetch=None, trust=[*believed, university.revocations], clock=university.clock).inspect(sealed)
    assert code_of(report, "issuer_authenticated") == "seal.revoked"


@pytest.mark.parametrize(
    "forged_times",
    [
        {"this_update": NOW - 40 * DAY, "produced_at": NOW - 40 * DAY, "lifetime": 4000 * DAY},
        {"this_update": NOW, "produced_at": NOW - 40 * DAY},
    ],
)
def test_the_key_of_a_responder_whose_certificate_has_ended_answers_for_nothing_later(university, forged_times):
    """Issuers do not revoke such certificates: they let them end."""
    authority = university.authority
    ended = authority.responder(authority.issuing, not_before=NOW - 60 * DAY, not_after=NOW - 30 * DAY)
    leaf, issuer = Certificate.parse(university.held.der), Certificate.parse(authority.issuing.der)
    answer = authority.ocsp(university.held, responder=ended, **forged_times)
    found = revocation_of(leaf, issuer, ocsp=[answer], crls=[], at=NOW)
    assert (found.status, [each.code for each in found.findings]) == ("unknown", ["revocation.stale"])


def test_a_certificate_with_a_key_of_no_known_type_hides_no_answer_and_stops_nothing(university):
    archived = university.issue("LT").data
    odd = asn1.Certificate.load(university.authority.issuing.der).copy()
    algorithm = odd["tbs_certificate"]["subject_public_key_info"]["algorithm"].dump()
    unknown = university.authority.issuing.der.replace(algorithm[4:11], algorithm[4:10] + b"\x7f")
    by_key = answers(university.authority.ocsp(university.held, with_certificate=False))
    texts = [item("xVals", [{"x509Cert": {"val": base64.b64encode(unknown).decode()}}]), by_key]
    report = university.verifier().inspect(with_texts(archived, [*texts_of(archived), *texts]))
    assert report.verdict is Verdict.ACCEPTED


def test_answers_are_read_once_however_many_timestamps_there_are(university, monkeypatch):
    read = []
    honest = ocsp.read
    monkeypatch.setattr(ocsp, "read", lambda *given: read.append(given) or honest(*given))
    archived = university.issue("LTA").data
    (stamp,) = [
        text for text, (name, _) in zip(texts_of(archived), items_of(archived), strict=True) if name == "sigTst"
    ]
    rubbish = answers(*(b"rubbish %d" % number for number in range(90)))
    for stamps in (1, 14):
        read.clear()
        report = university.verifier().inspect(
            with_texts(archived, [*texts_of(archived), *([stamp] * stamps), rubbish])
        )
        assert report.verdict is Verdict.ACCEPTED
        held = len({given[0] for given in read})
        pairs = len({(given[1], given[2]) for given in read})
        # Once to find the level that was reached, with what the last archive timestamp covers and without; once for each pair.
        assert len(read) <= held * (pairs + SEALER_AND_ABOVE)


# ---- rubbish


@pytest.mark.parametrize(
    "value", [{}, [], {"id": []}, [{"id": {}}], [{"id": ["https://uni.example/"], "type": "JsonSchema"}], 7, None]
)
def test_any_value_for_the_schema_is_answered(university, value):
    document = {**university.issue("B").document, "credentialSchema": value}
    verifier = university.verifier(university.revocations)
    assert render(verifier.inspect(university.forge(document)), full=True)
    assert verifier.inspect(json.dumps(document)).verdict is not Verdict.ACCEPTED


def test_a_token_of_another_seal_is_no_timestamp_of_this_one(university):
    moved = with_texts(university.issue("B").data, texts_of(university.issue("T").data))
    assert university.verifier(university.revocations).inspect(moved).issued.known_by == "claimed"


def test_the_sealers_own_authority_is_not_believed_for_timestamps(university):
    """Anchors for seals are none for timestamps: who can certify seals could else date them."""
    own = Stamps(university.authority.timestamp_authority())
    sealed = extend(university.issue("B").data, level="T", authority=own)
    report = university.verifier(university.revocations).inspect(sealed)
    assert report.issued.known_by == "claimed"
