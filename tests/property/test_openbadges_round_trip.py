"""Whatever the model can say, an Open Badge says too: written and read back, every record is the same.

The records are made from the shapes of their fields, so that a field that is added to the model is tested from then on.
"""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft201909Validator

from badges import endorsement, with_proof
from credseal.errors import ProfileError
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import BUNDLED
from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.alignment import Alignment
from credseal.model.catalogue import Related
from credseal.model.fields import shapes
from credseal.model.grade import Grade
from credseal.model.learner import HashedIdentifier, Learner, Name
from credseal.model.level import Level
from credseal.model.load import dump_micro_credential, load_micro_credential
from credseal.model.organisation import Coordinates, Identifier, Organisation, Place
from credseal.model.results import Result, ResultDescription
from credseal.model.values import LANGUAGE, TOKEN
from credseal.model.workload import Workload
from credseal.profiles.durations import read_hours, write_hours
from credseal.profiles.issuance import Issuance
from credseal.profiles.openbadges import check, from_document, to_document
from credseal.profiles.openbadges.homes import HOMES
from credseal.profiles.openbadges.vocabulary import ACHIEVEMENT_TYPES, RESULT_TYPES, TARGET_TYPES
from credseal.profiles.openbadges.words import narrative
from generated import Generated, amounts
from records import ISSUANCE
from support import CORPUS, load_json

# What a reader might take for something else: lines, the words and addresses that stand where nothing is said.
TRAPS = [
    "criteria: points\n  and more",
    "scope: institution",
    "text: text: text",
    "  indented",
    "a\n\n  b\n",
    "LO1",
    "A1",
    "yes",
    "0",
    "http://data.europa.eu/snb/model/elm/provenBy",
    *[home.words for home in HOMES if isinstance(home.words, str) and home.words],
    *[word for home in HOMES if not isinstance(home.words, str) for word in home.words.values()],
]
URLS = [home.otherwise for home in HOMES if isinstance(home.otherwise, str) and "{" not in home.otherwise]

NODES = {
    "status": {"id": "https://uni.example/status#1", "type": "BitstringStatusListEntry"},
    "schemas": {"id": "https://uni.example/schema.json", "type": "1EdTechJsonSchemaValidator2019"},
    "refresh_service": {"id": "https://uni.example/refresh", "type": "1EdTechCredentialRefresh"},
    "terms_of_use": {"id": "https://uni.example/terms", "type": "https://uni.example/Policy"},
    "endorsements": {**(signed := with_proof(endorsement())), "proof": [signed["proof"]]},
}
degrees = {name: st.decimals(-most, most, places=5) for name, most in (("latitude", 90), ("longitude", 180))}
# Fields whose values are words of Open Badges, or of a kind that only some values of their type are.
OWN = {
    Achievement: {"type": st.sampled_from([*sorted(ACHIEVEMENT_TYPES), "ext:Own"])},
    ResultDescription: {"type": st.sampled_from([*sorted(RESULT_TYPES), "ext:Own"])},
    Alignment: {"type": st.sampled_from([None, *sorted(TARGET_TYPES), "ext:Own"])},
    Coordinates: degrees,
    Related: {"language": st.sampled_from([None, "en", "pt-BR"])},
}


generated = Generated(traps=TRAPS, urls=URLS, own=OWN, nodes=NODES)
words, uris, records, texts = generated.words, generated.uris, generated.records, generated.texts


def organisations(number, languages):
    """Organisations with ids of their own."""
    return records(
        Organisation, languages, id=st.just(f"did:web:{number}.example"), identifiers=identifiers(f"{number}-")
    )


def identifiers(prefix=""):
    one = st.builds(Identifier, generated.rules[TOKEN], words.map(lambda word: prefix + word))
    return st.lists(one, max_size=2)


def maybe(strategy):
    return st.one_of(st.none(), strategy)


@st.composite
def achievements(draw, sealer, languages):
    first = draw(st.one_of(st.just(sealer), organisations(2, languages)))
    further = draw(st.lists(records(Organisation, languages), max_size=2))
    made = draw(
        records(
            Achievement,
            languages,
            id=st.just("https://uni.example/achievement"),
            title=texts(languages),
            language=st.just(languages[0]),
            awarding_bodies=st.just((first, *further)),
            levels=st.lists(records(Level, languages), max_size=3),
        )
    )
    return without_repetition(made, languages[0])


def without_repetition(made, language):
    """Without what is said twice: a badge needs a description and criteria, and who repeats another text says nothing of its own."""

    def shown(text):
        return text and text.in_language(language)[1]

    if shown(made.description) == shown(made.title):
        made = replace(made, description=None)
    known = [shown(each.criteria) for each in made.assessments if each.criteria]
    if made.criteria and shown(made.criteria.text) == narrative(known, shown(made.description or made.title)):
        made = replace(made, criteria=None)
    return made


@st.composite
def learners(draw, languages):
    return Learner(
        id=draw(maybe(st.just("did:key:z6Mk"))),
        names=(Name(full=draw(words)), *draw(st.lists(st.builds(Name, full=words, former=st.just(True)), max_size=2))),
        identifiers=tuple(draw(identifiers())),
        hashed_identifiers=tuple(
            draw(st.lists(st.builds(HashedIdentifier, tokens_hashed, words, maybe(words)), max_size=1))
        ),
        address=draw(maybe(records(Place, languages))),
    )


@st.composite
def credentials(draw, *, extended):
    language = draw(
        generated.rules[LANGUAGE] if not extended else st.sampled_from(["en", "sr-Latn-RS", "und", "ca-valencia"])
    )
    languages = tuple(dict.fromkeys((language, "en", "pl", "pt-BR", "und"))) if extended else (language,)
    sealer = draw(organisations(1, languages))
    achievement = draw(achievements(sealer, languages))
    described = [each.id for each in achievement.result_descriptions]
    of = st.sampled_from(described) if described else uris
    made = draw(
        records(
            MicroCredential,
            languages,
            learner=learners(languages),
            achievement=st.just(achievement),
            evidence=st.just(()),
            grade=maybe(records(Grade, languages)),
            results=st.lists(records(Result, languages, of=of), max_size=2),
            assessed_by=st.one_of(
                st.none(), st.sampled_from([sealer, achievement.awarding_bodies[0]]), organisations(3, languages)
            ),
        )
    )
    evidence = shapes(MicroCredential)["evidence"]
    found = draw(
        st.lists(
            generated.value("evidence", evidence, languages), max_size=2, unique_by=lambda each: each.url or id(each)
        )
    )
    issued = draw(st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001  the zone follows
    issuance = draw(
        records(
            Issuance,
            languages,
            id=st.just(ISSUANCE.id),
            sealer=st.just(sealer),
            issued=st.just(issued.replace(tzinfo=UTC)),
            valid_until=st.none(),
            endorsement_tokens=st.sampled_from([(), (TOKEN_OF_ANOTHER,)]),
        )
    )
    if issuance.name and issuance.name.in_language(language)[1] == achievement.title.in_language(language)[1]:
        issuance = replace(issuance, name=None)
    return replace(made, evidence=tuple(found)), issuance


def write(made, **options):
    """The badge; records of which two parts have one id by chance are others' business."""
    try:
        return to_document(*made, disclose=("address",), **options)
    except ProfileError as error:
        assume(error.code != "openbadges.node-twice")
        raise


EXPECTED = {"openbadges.name-differs", "openbadges.endorses-another", "openbadges.endorsement-unreadable"}
TOKEN_OF_ANOTHER = "e30.e30.AA"
tokens_hashed = st.sampled_from(["email", "student-number", "x.y"])
thorough = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
schema = load_json(CORPUS / "openbadges/schemas/ob_v3p0_achievementcredential_schema.json") if CORPUS.is_dir() else None


def assert_same(made, **options):
    credential, issuance = made
    written = write(made, **options)
    reading = from_document(written.document)
    assert reading.credential == credential
    assert reading.issuance == issuance
    assert {finding.code for finding in reading.findings} <= EXPECTED
    assert reading.unread == ()
    assert check(written.document) == ()
    return written


@thorough
@given(credentials(extended=False))
def test_every_record_is_the_same_after_writing_and_reading_it(made):
    assert_same(made)


@thorough
@given(credentials(extended=True))
def test_extended_every_record_is_the_same_in_all_its_languages(made):
    written = assert_same(made, extended=True)
    assert "openbadges.language-left-out" not in {finding.code for finding in written.findings}


@settings(thorough, max_examples=20)
@given(credentials(extended=False))
def test_extended_makes_no_difference_but_the_context_where_there_is_one_language(made):
    plain, extended = (
        write(made, new_salt=lambda: "s").document,
        write(made, new_salt=lambda: "s", extended=True).document,
    )
    assert extended.pop("@context")[:-1] == plain.pop("@context")
    extended["credentialSubject"]["achievement"].pop("recordLanguage", None)
    assert extended == plain


@settings(thorough, max_examples=20)
@given(credentials(extended=True))
def test_every_record_is_the_same_as_plain_data(made):
    credential, _ = made
    assert load_micro_credential(dump_micro_credential(credential)) == credential


@settings(thorough, max_examples=20)
@given(st.booleans().flatmap(lambda extended: st.tuples(st.just(extended), credentials(extended=extended))))
def test_every_badge_is_valid_to_the_schema_and_to_strict_json_ld(given_):
    extended, made = given_
    document = write(made, extended=extended).document
    assert canonicalize(document, contexts=BUNDLED).unpinned == ()
    if schema is not None:
        Draft201909Validator(schema).validate(document)


@thorough
@given(amounts)
def test_hours_survive_as_a_duration(hours):
    assert read_hours(write_hours(hours)) == Workload(hours=hours).hours
    assert isinstance(hours, Decimal)
