"""Whatever the model can say, an Open Badge says too: written and read back, every record is the same.

The records are made from the shapes of their fields, so that a field that is added to the model is tested from then on.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft201909Validator

from credseal.errors import ModelError
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import BUNDLED
from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.fields import Shape, shapes
from credseal.model.grade import Grade
from credseal.model.learner import HashedIdentifier, Learner, Name
from credseal.model.level import Level
from credseal.model.load import dump_micro_credential, load_micro_credential
from credseal.model.organisation import Identifier, Organisation, Place
from credseal.model.text import Text
from credseal.model.values import COUNTRY, EMAIL, LANGUAGE, TOKEN, URI
from credseal.model.workload import Workload
from credseal.profiles.issuance import Issuance
from credseal.profiles.openbadges import check, from_document, to_document
from credseal.profiles.openbadges.homes import HOMES
from credseal.profiles.openbadges.parts import Volume, _duration, _hours
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

words = st.one_of(
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t\r", exclude_characters="\ufffe\uffff"),
        min_size=1,
        max_size=24,
    ),
    st.sampled_from(TRAPS),
).filter(str.strip)
tokens = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,7}", fullmatch=True)
uris = st.one_of(
    st.integers(0, 10**6).map("https://a.example/{}".format),
    st.sampled_from(["did:web:a.example", "urn:x:1", "https://a.example/ü?q=%20#f", *URLS]),
)
RULES = {
    URI: uris,
    COUNTRY: st.sampled_from(["PL", "GR", "FI"]),
    LANGUAGE: st.sampled_from(["en", "el", "sr-Latn-RS", "pt-BR", "und"]),
    TOKEN: tokens.filter(
        lambda token: token.lower() not in {"email", "emailaddress", "national", "formername", "birthdate"}
    ),
    EMAIL: st.sampled_from(["a@a.example", "ü@b.example"]),
}
amounts = st.decimals(0, 1000, places=2)


@lru_cache(maxsize=512)
def value(shape: Shape, language: str) -> st.SearchStrategy:
    if shape.kind == "record":
        return records(shape.record, language)
    return {
        "text": words.map(lambda text: Text({language: text})),
        "string": RULES[shape.rule] if shape.rule else words,
        "boolean": st.booleans(),
        "date": st.dates(date(1900, 1, 1), date(2100, 1, 1)),
        "decimal": amounts,
        "choice": st.sampled_from(shape.choices or ("",)),
        "json": st.just({"id": "https://uni.example/status#1", "type": "BitstringStatusListEntry"}),
    }[shape.kind]


@lru_cache(maxsize=512)
def several(shape: Shape, language: str) -> st.SearchStrategy:
    return st.lists(value(shape, language), max_size=2)


def records(record, spoken, **given_fields):
    """A record with some of its fields; given ones are strategies."""
    if record is Level:
        return st.one_of(*(build(Level, spoken, level) for level in LEVELS))
    return build(record, spoken, given_fields)


@st.composite
def build(draw, record, spoken, given_fields):
    known = shapes(record)
    chosen = draw(st.sets(st.sampled_from(sorted(known)), max_size=6)) | {
        name for name in known if known[name].required
    }
    fields = {
        name: draw((several if known[name].many else value)(known[name], spoken))
        for name in sorted(chosen - set(given_fields))
    }
    try:
        return record(**fields, **{name: draw(strategy) for name, strategy in given_fields.items()})
    except ModelError:
        assume(False)
        raise


NOT_NATIONAL = {"uri": st.none(), "framework_name": st.none()}
LEVELS = (
    {"framework": st.just("EQF"), "value": st.sampled_from("12345678"), **NOT_NATIONAL},
    {"framework": st.just("QF-EHEA"), "value": st.sampled_from(["short", "first", "second", "third"]), **NOT_NATIONAL},
    {"framework": st.just("NQF"), "extent": st.just("within")},
)


def organisations(number, language):
    """Organisations with ids of their own."""
    return records(
        Organisation, language, id=st.just(f"did:web:{number}.example"), identifiers=identifiers(f"{number}-")
    )


def identifiers(prefix=""):
    one = st.builds(Identifier, RULES[TOKEN], words.map(lambda word: prefix + word))
    return st.lists(one, max_size=2)


def maybe(strategy):
    return st.one_of(st.none(), strategy)


@st.composite
def achievements(draw, sealer, language):
    first = draw(st.one_of(st.just(sealer), organisations(2, language)))
    further = draw(st.lists(records(Organisation, language), max_size=2))
    made = draw(
        records(
            Achievement,
            language,
            id=st.just("https://uni.example/achievement"),
            title=value(shapes(Achievement)["title"], language),
            language=st.just(language),
            awarding_bodies=st.just((first, *further)),
            levels=st.lists(records(Level, language), max_size=3),
        )
    )
    return made if made.description != made.title else replace(made, description=None)


@st.composite
def credentials(draw):
    language = draw(RULES[LANGUAGE])
    sealer = draw(organisations(1, language))
    achievement = draw(achievements(sealer, language))
    learner = Learner(
        id=draw(maybe(st.just("did:key:z6Mk"))),
        names=(Name(full=draw(words)), *draw(st.lists(st.builds(Name, full=words, former=st.just(True)), max_size=2))),
        identifiers=tuple(draw(identifiers())),
        hashed_identifiers=tuple(
            draw(st.lists(st.builds(HashedIdentifier, tokens_hashed, words, maybe(words)), max_size=1))
        ),
    )
    made = draw(
        records(
            MicroCredential,
            language,
            learner=st.just(learner),
            achievement=st.just(achievement),
            evidence=st.just(()),
            grade=maybe(records(Grade, language)),
        )
    )
    evidence = shapes(MicroCredential)["evidence"]
    found = draw(st.lists(value(evidence, language), max_size=2, unique_by=lambda each: each.url or id(each)))
    issued = draw(st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001  the zone follows
    issuance = Issuance(
        id=ISSUANCE.id,
        sealer=sealer,
        issued=issued.replace(tzinfo=UTC),
        status=tuple(draw(st.lists(value(shapes(Issuance)["status"], language), max_size=1))),
        place=draw(maybe(records(Place, language))),
    )
    return replace(made, evidence=tuple(found)), issuance


tokens_hashed = st.sampled_from(["email", "student-number", "x.y"])
thorough = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
schema = load_json(CORPUS / "openbadges/schemas/ob_v3p0_achievementcredential_schema.json") if CORPUS.is_dir() else None


@thorough
@given(credentials())
def test_every_record_is_the_same_after_writing_and_reading_it(made):
    credential, issuance = made
    written = to_document(credential, issuance)
    reading = from_document(written.document)
    assert reading.credential == credential
    assert reading.issuance == issuance
    assert reading.findings == ()
    assert reading.unread == ()
    assert check(written.document) == ()


@settings(thorough, max_examples=20)
@given(credentials())
def test_every_record_is_the_same_as_plain_data(made):
    credential, _ = made
    assert load_micro_credential(dump_micro_credential(credential)) == credential


@settings(thorough, max_examples=20)
@given(credentials())
def test_every_badge_is_valid_to_the_schema_and_to_strict_json_ld(made):
    document = to_document(*made).document
    canonicalize(document, contexts=BUNDLED)
    if schema is not None:
        Draft201909Validator(schema).validate(document)


@thorough
@given(amounts)
def test_hours_survive_as_a_duration(hours):
    assert _hours(Volume(_duration(hours))) == Workload(hours=hours).hours
    assert isinstance(hours, Decimal)
