"""Whatever the model can say of an achievement, a European Digital Credential says too: written and read back, every record is the same.

What a concept of a European list is called, and which list it is of, the list tells: records here say it as the list does. Organisations that
ELM can hold stand as such, and are others' business; the rest of them are told in notes, whole.
"""

from base64 import b64encode
from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from credseal.errors import ProfileError
from credseal.model import vocabularies
from credseal.model.achievement import Achievement, MicroCredential
from credseal.model.concepts import Concept
from credseal.model.grade import Grade
from credseal.model.learner import Learner
from credseal.model.learning import Stackability
from credseal.model.level import Level
from credseal.model.organisation import Identifier, Organisation, Place
from credseal.model.picture import Picture
from credseal.model.results import Result
from credseal.model.text import Text
from credseal.profiles.elm import check, to_document
from credseal.profiles.elm.notes import SUBJECTS
from credseal.profiles.openbadges.vocabulary import ACHIEVEMENT_TYPES
from elm_claims import read, unread, written
from generated import LEVELS, Generated
from pictures import png
from records import ADA, ISSUANCE

DOT = "data:image/png;base64," + b64encode(png()).decode("ascii")
ESCO = "http://data.europa.eu/esco/skill/"
QDR = "http://data.europa.eu/snb/qdr/"
LANGUAGES = ("en", "el", "sr-Latn-RS", "pt-BR")
# What a reader might take for something else: lines, headings, the words that stand where nothing is said.
TRAPS = [
    "criteria: points\n  and more",
    "text: text: text",
    "description: x",
    "position: 1",
    "  indented",
    "a\n\n  b\n",
    "Level 6",
    "Assessment",
    "Learning outcome",
    "Larger credential",
    "Skills",
    "Grading scale",
    "course",
    *SUBJECTS.values(),
]


def named(uri):
    """A concept that is called the same wherever it occurs: which of two labels a node has is no question of reading."""
    label, scheme = Text({"en": f"Entry {uri[-1]}"}), f"https://a.example/list/{uri[-1]}"
    return Concept(uri, None if uri[-1] in "01" else label, None if uri[-1] in "13" else scheme)


def larger(number):
    return replace(named(f"https://a.example/concept/{number}"), uri=f"https://a.example/larger/{number}")


LISTED = [
    *vocabularies.concepts("isced-f")[:9],
    *vocabularies.concepts("assessment"),
    *vocabularies.concepts("mode"),
    *vocabularies.concepts("learning-setting"),
]
free = Generated(traps=TRAPS, languages=LANGUAGES)
concepts = st.one_of(
    st.sampled_from(LISTED),
    st.integers(0, 99).map("https://a.example/concept/{}".format).map(named),
    st.integers(4, 9).map(
        lambda number: Concept(
            f"{ESCO}{number}", Text({"en": f"Skill {number}"}), "http://data.europa.eu/esco/concept-scheme/skills"
        )
    ),
    st.builds(Concept, label=free.texts(("en", "el")), scheme=st.sampled_from([None, "https://a.example/list/4"])),
)
poland = Text({"en": "Poland"})
held = st.integers(1, 6).map(
    lambda number: Organisation(
        id=f"did:web:{number}.example",
        legal_name=Text({"en": f"Organisation {number}", "el": "Οργανισμός"}),
        identifiers=(Identifier("eIDASLegalIdentifier", f"VATPL-{number}"),),
        address=Place(country="PL", country_name=poland),
    )
)
NATIONAL = {
    "framework": st.just("NQF"),
    "extent": st.sampled_from([None, "within"]),
    "uri": st.one_of(
        st.none(), free.uris, st.sampled_from([f"{QDR}{code}" for code in ("c_01be7324", "c_02c7fedc", "none")])
    ),
}
levels = st.one_of(*(free.built(Level, ("en", "el"), **level) for level in (*LEVELS[:2], NATIONAL)))
made = Generated(
    traps=TRAPS,
    languages=LANGUAGES,
    own={
        Concept: concepts,
        Level: levels,
        # Without a name it is nothing that ELM could hold.
        Organisation: st.one_of(held, free.built(Organisation, ("en", "el"), legal_name=st.none())),
        Place: st.one_of(
            st.just(Place(country="PL", country_name=poland)), free.built(Place, ("en", "el"), country=st.none())
        ),
        # A larger credential is a node of its own kind: no entry of a list is one as well.
        Stackability: {
            "towards": st.lists(
                st.one_of(concepts.filter(lambda each: each.uri is None), st.integers(0, 9).map(larger)), max_size=2
            )
        },
        Learner: st.just(Learner()),
    },
)


@st.composite
def credentials(draw):
    language = draw(st.sampled_from(LANGUAGES))
    languages = tuple(dict.fromkeys((language, "en", "el")))
    achievement = draw(
        made.records(
            Achievement,
            languages,
            title=made.texts(languages),
            language=st.just(language),
            awarding_bodies=st.lists(held, min_size=1, max_size=2, unique_by=lambda each: each.id),
            levels=st.lists(levels, max_size=4),
            mandate=st.none(),
            type=st.sampled_from([*sorted(ACHIEVEMENT_TYPES), "ext:Own"]),
        )
    )
    described = [each.id for each in achievement.result_descriptions]
    return draw(
        made.records(
            MicroCredential,
            languages,
            learner=st.just(Learner()),
            achievement=st.just(achievement),
            grade=st.one_of(st.none(), made.records(Grade, languages)),
            results=st.lists(
                made.records(Result, languages, of=st.sampled_from(described) if described else made.uris), max_size=2
            ),
            # The award may say the same as its achievement, or part of it.
            assessments=st.one_of(
                st.just(achievement.assessments), made.value_of(MicroCredential, "assessments", languages)
            ),
        )
    )


def write(credential):
    """The claim; records of which two parts have one id by chance are others' business."""
    try:
        return written(credential)
    except ProfileError as error:
        assume(error.code != "elm.node-twice")
        raise


thorough = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@thorough
@given(credentials())
def test_every_record_is_the_same_after_writing_and_reading_it(credential):
    claim, findings = write(credential)
    again, log = read(claim, language=credential.achievement.language)
    assert again == credential
    assert log.findings == []
    assert unread(log, claim) == ()
    assert {each.code for each in findings} <= {"elm.label-differs"}


@thorough
@given(credentials())
def test_what_was_read_is_written_the_same_again(credential):
    claim, _ = write(credential)
    again, _ = read(claim, language=credential.achievement.language)
    assert written(again)[0] == claim


@thorough
@given(credentials())
def test_every_record_conforms_to_the_profile(credential):
    try:
        document = to_document(replace(credential, learner=ADA), replace(ISSUANCE, picture=Picture(DOT))).document
    except ProfileError as error:
        assume(error.code != "elm.node-twice")
        raise
    # A level may name an entry of the register that the register has not: the format allows it, and a finding says so.
    assert {each.code for each in check(document)} <= {"elm.list"}
