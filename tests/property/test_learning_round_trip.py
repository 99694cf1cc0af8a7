"""Whatever a record says, a learning credential says too: written and read back, it is the same."""

import json
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.grade import Grade
from credseal.model.learner import EMAIL, EUROPEAN_STUDENT_IDENTIFIER, NATIONAL, STUDENT_NUMBER, Learner
from credseal.model.organisation import Coordinates, Identifier, Organisation
from credseal.model.results import Result
from credseal.profiles.issuance import Issuance
from credseal.profiles.learning_credential import check, from_claims, selective, to_claims
from generated import Generated
from learning_credentials import EVERYTHING
from records import ISSUANCE

LANGUAGES = ("en", "el", "sr-Latn-RS", "pt-BR", "und")
# What a reader might take for something else: amounts, lists, the words of a form of quality assurance.
TRAPS = [
    "65 h",
    "2.5 ECTS, 65 h",
    "PT5H",
    "2026-11-20",
    "yes",
    "5",
    "true",
    "external, institution",
    "a\nb",
    " a ",
    "~1/",
]
coordinates = st.builds(Coordinates, st.decimals(-90, 90, places=3), st.decimals(-180, 180, places=3))
made = Generated(traps=TRAPS, languages=LANGUAGES, own={Coordinates: coordinates})


def maybe(strategy):
    return st.one_of(st.none(), strategy)


identifiers = st.lists(
    st.builds(
        Identifier,
        st.sampled_from([STUDENT_NUMBER, EUROPEAN_STUDENT_IDENTIFIER, NATIONAL, EMAIL, "x.y"]),
        made.words,
    ),
    max_size=3,
)
instants = st.datetimes(datetime(1960, 1, 1), datetime(2100, 1, 1))  # noqa: DTZ001  the zone follows
seconds = instants.map(lambda instant: instant.replace(microsecond=0))
moments = st.one_of(instants, seconds).map(lambda instant: instant.replace(tzinfo=UTC))


@st.composite
def records(draw):
    language = draw(st.sampled_from(LANGUAGES))
    languages = tuple(dict.fromkeys((language, "en", "el", "und")))
    sealer = draw(made.records(Organisation, languages))
    bodies = st.lists(st.one_of(st.just(sealer), made.records(Organisation, languages)), min_size=1, max_size=2)
    achievement = draw(
        made.records(
            Achievement, languages, title=made.texts(languages), language=st.just(language), awarding_bodies=bodies
        )
    )
    described = [each.id for each in achievement.result_descriptions]
    record = draw(
        made.records(
            MicroCredential,
            languages,
            learner=st.one_of(
                st.just(Learner()), made.records(Learner, languages, identifiers=identifiers, birth_date=st.none())
            ),
            achievement=st.just(achievement),
            grade=maybe(made.records(Grade, languages)),
            results=st.lists(
                made.records(Result, languages, of=st.sampled_from(described) if described else made.uris), max_size=2
            ),
        )
    )
    issued = draw(moments)
    issuance = draw(
        made.records(
            Issuance,
            languages,
            sealer=st.just(sealer),
            issued=st.just(issued),
            valid_until=maybe(moments.map(lambda until: max(until, issued))),
            status=st.sampled_from([(), ({"status_list": {"idx": 0, "uri": "https://uni.example/1"}},)]),
            schemas=st.just(()),
            refresh_service=st.none(),
            terms_of_use=st.just(()),
            endorsements=st.just(()),
            endorsement_tokens=st.just(()),
        )
    )
    return record, issuance


def write(record):
    return json.loads(json.dumps(to_claims(*record, disclose=EVERYTHING).document))


thorough = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@thorough
@given(records())
def test_every_record_is_the_same_after_writing_and_reading_it(record):
    written = to_claims(*record, disclose=EVERYTHING)
    reading = from_claims(json.loads(json.dumps(written.document)))
    assert reading.credential == record[0]
    assert reading.issuance == record[1]
    assert reading.findings == ()
    assert reading.unread == ()
    assert not [each for each in written.findings if each.code == "learning.left-out"]


@thorough
@given(records())
def test_what_was_read_is_written_the_same_again(record):
    claims = write(record)
    reading = from_claims(claims)
    assert write((reading.credential, reading.issuance)) == claims


@thorough
@given(records())
def test_what_is_written_is_of_the_kinds_that_the_type_demands(record):
    errors = [each for each in check(write(record)) if each.severity == "error"]
    # Some records do not know who issues them, where, or their language.
    assert {each.code for each in errors} <= {"learning.missing-member"}


@thorough
@given(records(), st.data())
def test_whatever_is_withheld_nothing_that_is_left_is_read_otherwise(record, data):
    claims = write(record)
    known = selective(claims)
    withheld = data.draw(st.sets(st.sampled_from(known))) if known else ()
    for path in withheld:
        holder = claims
        for step in path[:-1]:
            holder = holder[step]
        holder.pop(path[-1], None)
    reading = from_claims(claims)
    assert not [each for each in reading.findings if each.severity != "info"]
    assert reading.credential.achievement.title == record[0].achievement.title
    assert reading.credential.achievement.levels == record[0].achievement.levels
    assert reading.issuance.sealer == record[1].sealer


def test_a_record_without_awarding_body_is_read_as_awarded_by_whoever_seals():
    """Issuers are told: ``issuing.awarding-body-assumed``."""
    record = MicroCredential(achievement=Achievement(title=ISSUANCE.sealer.legal_name))
    written = to_claims(record, ISSUANCE)
    assert "issuing.awarding-body-assumed" in [each.code for each in written.findings]
    assert from_claims(written.document).credential.achievement.awarding_bodies == (ISSUANCE.sealer,)
