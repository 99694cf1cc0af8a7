"""Is it accredited, as it says? The register's entry against the credential, rule by rule."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from credseal.checks.accreditation import judge
from credseal.model.concepts import Concept
from credseal.model.level import Level
from credseal.model.organisation import Identifier, Organisation, Place
from credseal.model.quality import QualityAssurance
from credseal.model.text import Text
from credseal.profiles import openbadges
from credseal.profiles.reading import Reading
from credseal.report import Outcome
from credseal.trust.accreditation import Accreditations
from credseal.trust.accreditation_record import AccreditationRecord, AccreditedOrganisation, CoveredQualification
from records import ADA, COURSE, ISSUANCE, UNIVERSITY, credential

ENTRY = "https://register.example/reports/1"
ISSUED = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ISCED = "http://data.europa.eu/snb/isced-f/"
COUNTRY = "http://publications.europa.eu/resource/authority/country/"
ATU = "http://publications.europa.eu/resource/authority/atu/"
NUTS = "http://data.europa.eu/nuts/code/"
OTHER = AccreditedOrganisation(
    "Another University", "did:web:other.example", (Identifier("eIDASLegalIdentifier", "VATPL-1111111111"),)
)
FAILED, PASSED, OPEN = Outcome.FAILED, Outcome.PASSED, Outcome.INCONCLUSIVE


def record(**changes):
    given = {
        "id": ENTRY,
        "scope": "institution",
        "agency": "Quality Agency of Example",
        "organisations": (
            AccreditedOrganisation("University of Example", identifiers=(Identifier("EU-VAT", "PL0000000000"),)),
        ),
        "valid_from": date(2024, 1, 1),
        "valid_until": date(2029, 12, 31),
    }
    return AccreditationRecord(**(given | changes))


def records(*listed, **changes):
    return Accreditations("Register of Example", listed or (record(),), **changes)


def reading(issuance=ISSUANCE, found_at=None, **changes):
    """Ada's award of a course that is changed."""
    made = replace(COURSE, **changes).award(ADA, awarded_on=date(2026, 11, 20))
    return Reading(made, issuance, found_at or {}, (), ())


SEALER = ("did:web:uni.example", "VATPL-0000000000")


def asked(said=None, *listed, issued=ISSUED, now=NOW, sealer=SEALER):
    return judge(said or reading(), listed or (records(),), issued=issued, now=now, sealer=sealer)


def outcome(said=None, *listed, **more):
    answer = asked(said, *listed, **more)
    return answer.outcome, answer.code.removeprefix("accreditation.")


def test_an_accreditation_that_covers_the_credential_passes():
    answer = asked()
    assert (answer.name, answer.outcome, answer.code) == ("accreditation", PASSED, "accreditation.in-force")
    assert "Quality Agency of Example" in answer.message
    assert "neither pinned nor signed" in answer.message


def test_the_answer_for_a_credential_that_was_read_from_a_document():
    document = openbadges.to_document(credential(), ISSUANCE).document
    answer = asked(openbadges.from_document(document))
    assert answer.outcome is PASSED
    assert answer.pointer is not None


def test_no_message_tells_who_the_learner_is():
    for said in (reading(), reading(quality_assurance=()), reading(awarding_bodies=())):
        assert "Ada" not in str(asked(said))


# ---- what is claimed


def quality(**changes):
    return QualityAssurance(**({"scope": "programme", "conducted": "external"} | changes))


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ((), (Outcome.NOT_APPLICABLE, "none")),
        ((quality(conducted="internal"),), (Outcome.NOT_APPLICABLE, "internal")),
        ((quality(conducted="internal", scope="institution"), quality(conducted="internal")), (Outcome.NOT_APPLICABLE, "internal")),
        ((quality(),), (OPEN, "unregistered")),
        ((quality(conducted=None),), (OPEN, "unregistered")),
        ((quality(conducted="internal"), quality()), (OPEN, "unregistered")),
        ((quality(register_entry="https://register.example/reports/2"),), (OPEN, "no-record")),
        ((quality(conducted="internal", register_entry=ENTRY),), (PASSED, "in-force")),
    ],
)  # fmt: skip
def test_what_is_claimed_decides_what_is_looked_up(stated, expected):
    assert outcome(reading(quality_assurance=stated)) == expected


def test_without_records_nobody_knows():
    assert judge(reading(), (), issued=ISSUED, now=NOW, sealer=SEALER).code == "accreditation.no-record"


def test_the_credentials_own_word_about_its_accreditation_counts_for_nothing():
    """It says that it holds until 2099; the register's entry has ended."""
    said = reading(quality_assurance=(quality(register_entry=ENTRY, valid_until=date(2099, 1, 1)),))
    assert outcome(said, records(record(valid_until=date(2025, 1, 1)))) == (FAILED, "expired")


TWO = reading(
    quality_assurance=(
        quality(register_entry="https://register.example/reports/2"),
        quality(register_entry=ENTRY),
    )
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (None, (PASSED, "in-force")),  # the other one is not known
        ({}, (PASSED, "in-force")),
        ({"status": "withdrawn"}, (FAILED, "withdrawn")),  # a false claim beside a true one
        ({"status": "in-doubt"}, (PASSED, "in-force")),
    ],
)
def test_of_several_entries_a_false_claim_decides_and_a_true_one_is_enough(changes, expected):
    listed = [record()]
    if changes is not None:
        listed.insert(0, record(id="https://register.example/reports/2", **changes))
    assert outcome(TWO, records(*listed)) == expected


def test_of_several_sources_one_that_speaks_against_it_decides():
    against = records(record(status="suspended"))
    for listed in ((records(), against), (against, records())):
        assert outcome(None, *listed) == (FAILED, "suspended")


# ---- in force


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"status": "withdrawn"}, (FAILED, "withdrawn")),
        ({"status": "suspended"}, (FAILED, "suspended")),
        ({"status": "in-doubt"}, (OPEN, "in-doubt")),
        ({"decision": "negative"}, (FAILED, "negative")),
        ({"decision": "conditional"}, (PASSED, "in-force")),
        ({"valid_from": date(2026, 11, 23)}, (FAILED, "not-yet")),
        ({"valid_from": date(2026, 11, 21)}, (PASSED, "in-force")),
        ({"valid_until": date(2026, 11, 19)}, (FAILED, "expired")),
        ({"valid_until": date(2026, 11, 21)}, (PASSED, "in-force")),
        ({"valid_from": None, "valid_until": None}, (PASSED, "in-force")),
    ],
)
def test_the_entry_must_have_been_in_force_when_it_was_issued(changes, expected):
    assert outcome(None, records(record(**changes))) == expected


def test_the_day_of_issuing_may_be_a_date_and_must_be_known():
    assert outcome(issued=date(2026, 11, 20)) == (PASSED, "in-force")
    assert outcome(issued=date(2030, 1, 1)) == (FAILED, "expired")
    assert outcome(issued=None) == (OPEN, "undated")


@pytest.mark.parametrize("changes", [{"expires": NOW}, {"updated": (NOW + timedelta(days=3)).date()}])
def test_records_that_count_no_longer_or_not_yet_decide_nothing(changes):
    assert outcome(None, records(**changes)) == (OPEN, "outdated")
    assert outcome(None, records(record(status="withdrawn"), **changes)) == (OPEN, "outdated")
    assert outcome(None, records(**changes), records()) == (PASSED, "in-force")


# ---- about whom


def university(**changes):
    return replace(UNIVERSITY, **changes)


def by(body, sealer=None):
    return reading(replace(ISSUANCE, sealer=sealer or body), awarding_bodies=(body,))


def test_an_entry_about_somebody_else_is_none_for_this_body():
    assert outcome(None, records(record(organisations=(OTHER,)))) == (FAILED, "other-body")


def test_one_of_several_organisations_is_enough():
    assert outcome(None, records(record(organisations=(OTHER, *record().organisations)))) == (PASSED, "in-force")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("eIDASLegalIdentifier", "VATPL-0000000000"),
        ("VAT", "PL0000000000"),
        ("VAT", "PL 000 000 00-00"),
        ("EU-VAT", "pl0000000000"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(kind, value):
    body = university(identifiers=(Identifier(kind, value),))
    assert outcome(by(body)) == (PASSED, "in-force")


def test_an_id_is_compared_letter_for_letter():
    about = records(record(organisations=(AccreditedOrganisation("University of Example", "did:web:uni.example"),)))
    body = university(identifiers=())
    assert outcome(by(body), about) == (PASSED, "in-force")
    assert outcome(by(university(id="did:web:uni.example:a", identifiers=())), about) == (OPEN, "body-unclear")


@pytest.mark.parametrize("identifiers", [(), (Identifier("PIC", "999999999"),), (Identifier("VAT", "PL"),)])
def test_a_name_alone_shows_nothing(identifiers):
    body = university(id="https://uni.example/", identifiers=identifiers)
    about = records(
        record(
            organisations=(
                AccreditedOrganisation("University of Example", identifiers=(Identifier("ETER", "PL0012"),)),
            )
        )
    )
    assert outcome(by(body), about) == (OPEN, "body-unclear")  # fmt: skip


def test_somebody_else_cannot_seal_in_the_name_of_an_accredited_body():
    mill = Organisation(id="did:web:mill.example", legal_name=Text({"en": "Mill"}))
    assert outcome(by(UNIVERSITY, mill)) == (OPEN, "sealed-by-other")
    assert outcome(reading(replace(ISSUANCE, sealer=None))) == (OPEN, "sealed-by-other")


def test_the_sealer_is_the_awarding_body_where_none_is_named():
    assert outcome(reading(awarding_bodies=())) == (PASSED, "in-force")
    assert outcome(reading(replace(ISSUANCE, sealer=None), awarding_bodies=())) == (OPEN, "body-unclear")


# ---- limits


def levels(*stated):
    return tuple(Level(framework, value) for framework, value in stated)


@pytest.mark.parametrize(
    ("stated", "limit", "expected"),
    [
        (levels(("EQF", "6")), ("6", "7"), (PASSED, "in-force")),
        (levels(("EQF", "5")), ("6", "7"), (FAILED, "level")),
        (levels(("QF-EHEA", "second")), ("7",), (PASSED, "in-force")),
        (levels(("QF-EHEA", "short")), ("6",), (FAILED, "level")),
        ((), ("6",), (OPEN, "level-unclear")),
        (levels(("NQF", "6")), ("6",), (OPEN, "level-unclear")),
        (levels(("EQF", "5")), (), (PASSED, "in-force")),
    ],
)
def test_the_level_must_be_one_of_those_accredited(stated, limit, expected):
    assert outcome(reading(levels=stated), records(record(eqf_levels=limit))) == expected


def fields(*codes):
    return tuple(Concept(ISCED + code) for code in codes)


@pytest.mark.parametrize(
    ("stated", "limit", "expected"),
    [
        (("0712",), ("0712",), (PASSED, "in-force")),
        (("0712",), ("071",), (PASSED, "in-force")),
        (("0712",), ("07",), (PASSED, "in-force")),
        (("0712", "0521"), ("07", "05"), (PASSED, "in-force")),
        (("0712", "0521"), ("07",), (FAILED, "field")),
        (("0712",), ("072", "05"), (FAILED, "field")),
        (("07",), ("071",), (FAILED, "field")),  # more than is accredited
        ((), ("07",), (OPEN, "field-unclear")),
        (("0712",), ("0799-nothing",), (OPEN, "field-unclear")),
        (("9999",), ("07",), (FAILED, "field")),  # "unknown" is a field of the list
        (("07-anything",), ("07",), (OPEN, "field-unclear")),  # begins like one, and is none
    ],
)
def test_every_field_must_lie_below_one_that_is_accredited(stated, limit, expected):
    limited = records(record(fields=tuple(ISCED + code for code in limit)))
    assert outcome(reading(fields_of_learning=fields(*stated)), limited) == expected


@pytest.mark.parametrize(
    ("address", "limit", "expected"),
    [
        (Place(country="PL"), (COUNTRY + "POL",), (PASSED, "in-force")),
        (Place(country="PL"), (ATU + "POL",), (PASSED, "in-force")),
        (Place(country="PL", region=Concept(NUTS + "PL81")), (NUTS + "PL8",), (PASSED, "in-force")),
        (Place(country="PL", region=Concept(NUTS + "PL81")), (NUTS + "PL9", NUTS + "PL8"), (PASSED, "in-force")),
        (Place(country="PL", region=Concept(NUTS + "PL81")), (NUTS + "PL9",), (FAILED, "jurisdiction")),
        (Place(country="PL"), (COUNTRY + "DEU", COUNTRY + "FRA"), (FAILED, "jurisdiction")),
        (Place(country="PL"), (NUTS + "PL8",), (OPEN, "jurisdiction-unclear")),
        (Place(country="PL", region=Concept("https://uni.example/region")), (COUNTRY + "POL",), (PASSED, "in-force")),
        (Place(locality="Przyklad"), (COUNTRY + "POL",), (OPEN, "jurisdiction-unclear")),
        (None, (COUNTRY + "POL",), (OPEN, "jurisdiction-unclear")),
        (Place(country="PL"), ("https://data.deqar.eu/country/Atlantis",), (OPEN, "jurisdiction-unclear")),
        (None, (), (PASSED, "in-force")),
    ],
)
def test_the_awarding_body_must_be_where_the_accreditation_holds(address, limit, expected):
    assert outcome(by(university(address=address)), records(record(jurisdictions=limit))) == expected


WATER = CoveredQualification(
    ("https://register.example/programmes/1", "Testing Drinking Water"), "6", micro_credential=True
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"qualifications": (WATER,)}, (PASSED, "in-force")),
        ({"qualifications": (CoveredQualification(("Soil",)), WATER), "scope": "programme"}, (PASSED, "in-force")),
        ({"qualifications": (CoveredQualification((COURSE.id,)),)}, (PASSED, "in-force")),
        ({"qualifications": (CoveredQualification(("Soil",)),)}, (OPEN, "qualification-unclear")),
        ({"scope": "programme"}, (OPEN, "qualification-unclear")),
        ({"qualifications": (replace(WATER, eqf_level="7"),)}, (FAILED, "level")),
        (
            {"qualifications": (WATER,), "eqf_levels": ("7",)},
            (PASSED, "in-force"),
        ),  # its own level is the one that counts
    ],
)
def test_what_is_accredited_is_this_qualification(changes, expected):
    assert outcome(None, records(record(**changes))) == expected


def test_a_micro_credential_of_the_register_is_called_one():
    assert "as a micro-credential" in asked(None, records(record(qualifications=(WATER,)))).message


def test_a_limit_that_is_broken_counts_more_than_one_that_cannot_be_compared():
    limited = record(eqf_levels=("5",), jurisdictions=(NUTS + "PL8",), fields=(ISCED + "0799-nothing",))
    assert outcome(None, records(limited)) == (FAILED, "level")
