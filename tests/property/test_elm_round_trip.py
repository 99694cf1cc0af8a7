"""Whatever a record says beside the achievement, a European Digital Credential says too: written and read back, it is the same.

Who learned, who sealed, when, where and under which mandate; of the achievement itself ``test_elm_achievement_round_trip`` speaks. What ELM
has no member for is not in these records; that it is told is tested one by one.
"""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from credseal.errors import ProfileError
from credseal.model.concepts import Concept
from credseal.model.learner import Learner, Name
from credseal.model.organisation import Identifier, Mandate, Organisation, Parent, Place
from credseal.model.text import Text
from credseal.profiles import elm, openbadges
from credseal.profiles.issuance import Issuance, Picture
from elm_records import PICTURED, PNG, filled_in
from generated import Generated, tokens
from records import COURSE, credential

LANGUAGES = ("en", "el", "sr-Latn-RS", "pt-BR")
TRAPS = ["postal code", "post office box 7", "identifier", "20-001", "a\n\n  b", "urn:epass:note:1"]
NODES = {
    "status": {"id": "https://uni.example/status#1", "type": "BitstringStatusListEntry"},
    "schemas": {"id": "https://uni.example/schema.json", "type": "1EdTechJsonSchemaValidator2019"},
    "terms_of_use": {"id": "https://uni.example/terms", "type": "https://uni.example/Policy"},
}
regions = st.integers(0, 9).map(
    lambda number: Concept(
        f"http://a.example/region/{number}", Text({"en": f"Region {number}"}), "http://a.example/regions"
    )
)
held = Generated(
    traps=TRAPS,
    languages=LANGUAGES,
    nodes=NODES,
    own={
        Place: {"coordinates": st.none(), "country_name": st.none(), "region": st.one_of(st.none(), regions)},
        # Two captions of one picture would be one node to Open Badges.
        Picture: st.just(Picture(PNG)),
    },
)
none = st.none()


def maybe(strategy):
    return st.one_of(none, strategy)


def identifiers(prefix):
    types = st.one_of(tokens, st.sampled_from(["VAT", "TIN", "PIC"]))
    one = st.builds(
        Identifier, types.filter(lambda type_: type_.lower() != "esi"), held.words.map(lambda word: prefix + word)
    )
    # As they come back: those that have a member of their own first.
    order = {"VAT": 0, "TIN": 1}
    return st.lists(one, max_size=3).map(lambda found: sorted(found, key=lambda each: order.get(each.type, 2)))


def organisations(name, languages):
    """Organisations that differ, with a country, as every one in a credential must have."""
    places = held.records(Place, languages, country=st.sampled_from(["PL", "GR", "FI"]))
    parents = held.records(
        Parent,
        languages,
        id=st.just(f"did:web:{name}-parent.example"),
        legal_name=held.texts(languages),
        identifiers=st.just(()),
        address=places,
    )
    return held.records(
        Organisation,
        languages,
        id=st.just(f"did:web:{name}.example"),
        legal_name=held.texts(languages),
        identifiers=identifiers(f"{name}-"),
        address=places,
        parent=maybe(parents),
        official=none,
        person=none,
    )


@st.composite
def learners(draw, languages):
    names = draw(st.lists(held.words, min_size=1, max_size=3, unique=True))
    parts = {part: draw(maybe(held.words)) for part in ("given", "family", "patronymic")}
    addresses = draw(st.sets(st.sampled_from(["a@a.example", "ü@b.example"])))
    numbers = draw(maybe(st.sampled_from(["PNOPL-1", "PNOGR-2"])))
    known = [
        *(Identifier("email", address) for address in sorted(addresses)),
        *([Identifier("national", numbers)] if numbers else []),
    ]
    others = draw(identifiers("").map(lambda found: [each for each in found if each.type not in ("VAT", "TIN")]))
    return Learner(
        id=draw(maybe(st.just("did:key:z6Mk"))),
        names=(Name(full=names[0], **parts), *(Name(full=name, former=True) for name in names[1:])),
        birth_date=draw(maybe(st.dates(max_value=credential().awarded_on))),
        identifiers=(*known, *others),
        address=draw(maybe(held.records(Place, languages, country=st.sampled_from(["PL", "GR", "FI"])))),
    )


@st.composite
def records(draw):
    language = draw(st.sampled_from(LANGUAGES))
    languages = tuple(dict.fromkeys((language, "en", "el")))
    sealer = draw(organisations("sealer", languages))
    body = draw(st.one_of(st.just(sealer), organisations("body", languages)))
    mandates = held.records(Mandate, (language,))
    achievement = replace(
        COURSE,
        title=Text(dict.fromkeys(languages, "Water")),
        language=language,
        awarding_bodies=(body,),
        mandate=draw(maybe(mandates)),
    )
    issued = draw(st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001  the zone follows
    issuance = draw(
        held.records(
            Issuance,
            languages,
            id=st.just(PICTURED.id),
            sealer=st.just(sealer),
            issued=st.just(issued.replace(tzinfo=UTC)),
            valid_until=none,
            picture=held.records(Picture, languages),
            refresh_service=none,
            endorsements=st.just(()),
            endorsement_tokens=st.just(()),
        )
    )
    record = replace(credential(), achievement=achievement, learner=draw(learners(languages)))
    return filled_in(record), filled_in(issuance)


def write(record):
    """The credential; records of which two parts have one id by chance are others' business."""
    try:
        return elm.to_document(*record, disclose=("birth_date", "national", "address", "email"))
    except ProfileError as error:
        assume(error.code != "elm.node-twice")
        raise


thorough = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@thorough
@given(records())
def test_every_record_is_the_same_after_writing_and_reading_it(record):
    written = write(record)
    reading = elm.from_document(written.document)
    assert reading.credential == record[0]
    assert reading.issuance == record[1]
    assert reading.findings == ()
    assert reading.unread == ()
    assert {each.code for each in written.findings} <= {"issuing.mandate-missing", "issuing.awarded-later"}


@settings(thorough, max_examples=20)
@given(records())
def test_what_is_written_is_right_and_stays_right_when_it_is_ready_for_the_seal(record):
    document = write(record).document
    sealed = elm.with_certificate(
        document,
        organisation="University of Example",
        organisation_identifier="VATDE-1",
        country="DE",
        common_name="Seal",
        issued=record[1].issued,
    )
    assert [each for each in elm.check(sealed) if each.severity == "error"] == []


@settings(thorough, max_examples=20)
@given(records())
def test_what_was_read_makes_the_same_badge_as_the_record(record):
    reading = elm.from_document(write(record).document)
    badges = [
        openbadges.to_document(made, issuance, new_salt=lambda: "salt").document
        for made, issuance in (record, (reading.credential, reading.issuance))
    ]
    assert badges[0] == badges[1]
