"""jsonld.js in safe mode: what credseal accepts has the same canonical form there, and what is refused there is refused here.

Where the two differ all the same, a test says how, and docs/interop.md who is right by the standards' text.
"""

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credseal.encoding import strict_json
from credseal.errors import CredsealError
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import BUNDLED, Contexts
from credseal.profiles import openbadges
from interop.documents import DOCUMENTS, SMALL, changed, with_achievement
from interop.node_peer import PeerError
from records import ISSUANCE, credential
from support import corpus, corpus_files, load_json

REFUSED = None

# The documents' contexts that credseal does not bundle, for tests alone.
FOREIGN = {
    "https://www.w3.org/ns/credentials/examples/v2": ("w3c", "contexts", "credentials-examples-v2.jsonld"),
    "https://www.w3.org/2018/credentials/examples/v1": (
        "openbadges",
        "contexts",
        "2018-credentials-examples-v1.jsonld",
    ),
    "http://data.europa.eu/snb/model/context/edc-ap": ("edc", "contexts", "edc-ap.official.jsonld"),
}


def ours(document, contexts=BUNDLED, hash_name="sha256"):
    try:
        return canonicalize(document, contexts=contexts, hash_name=hash_name).nquads.decode()
    except CredsealError:
        return REFUSED


def theirs(peer, document, hash_name="sha256"):
    try:
        return peer.ask("canonize", document=document, hash=hash_name)
    except PeerError:
        return REFUSED


@pytest.mark.parametrize("hash_name", ["sha256", "sha384"])
@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_documents_of_every_kind_have_one_canonical_form(peer, document, hash_name):
    assert ours(document, hash_name=hash_name) == theirs(peer, document, hash_name) != REFUSED


def test_what_the_openbadges_profile_writes_has_one_canonical_form(peer):
    document = openbadges.to_document(credential(), ISSUANCE).document
    assert ours(document) == theirs(peer, document) != REFUSED


# ---- documents of others


def is_json_ld(path):
    return path.stat().st_size > 0 and "@context" in load_json(path)


THIRD_PARTY = [path for path in [
    *corpus_files("openbadges/vc-test-fixtures/verifiableCredentials/**/*.json"),
    *corpus_files("openbadges/validator-1edtech/ob30/**/*.json"),
    *corpus_files("openbadges/spec-test-vectors/**/*.json"),
    *corpus_files("w3c/data-integrity/eddsa/**/*.json"),
    *corpus_files("w3c/data-integrity/ecdsa/ecdsa-*/**/*.json"),
    *corpus_files("edc/samples/*.jsonld"),
] if is_json_ld(path)]  # fmt: skip


@pytest.fixture(scope="module")
def foreign(peer):
    """All contexts that third-party documents use, known to both sides."""
    documents = {url: load_json(corpus(*parts)) for url, parts in FOREIGN.items()}
    peer.ask("contexts", documents=documents)
    return Contexts(extra=documents)


def statements_of(document):
    """The document without its proofs, and the options of each proof: what RDF suites hash."""
    yield {member: value for member, value in document.items() if member != "proof"}
    proofs = document.get("proof", [])
    for proof in proofs if isinstance(proofs, list) else [proofs]:
        yield {"@context": document["@context"]} | {
            name: value for name, value in proof.items() if name != "proofValue"
        }


@pytest.mark.corpus
@pytest.mark.parametrize("path", THIRD_PARTY, ids=lambda path: "/".join(path.parts[-3:]))
def test_third_party_documents_have_one_canonical_form_or_are_refused_by_both(peer, foreign, path):
    for statements in statements_of(load_json(path)):
        form = theirs(peer, statements)
        assert ours(statements, foreign) in {form, *REFUSED_BY_US_ALONE.get(path.name, ())}


REFUSED_BY_US_ALONE = {
    # The issuer endorses itself, under another name: nothing in the statements tells which name stands where.
    "oidf-noStatus-notExpired-complexIssuer.json": {REFUSED},
}


@pytest.mark.corpus
def test_many_third_party_documents_are_accepted(peer, foreign):
    documents = [next(statements_of(load_json(path))) for path in THIRD_PARTY]
    accepted = [document for document in documents if ours(document, foreign) is not REFUSED]
    assert len(accepted) > 100


# ---- hostile documents

HOSTILE = {
    "an undefined term": changed(SMALL, undefined="x"),
    "an undefined type": changed(SMALL, type=["VerifiableCredential", "Undefined"]),
    "a relative type": changed(SMALL, type=["VerifiableCredential", "./Undefined"]),
    "a relative id": changed(SMALL, id="badges/1"),
    "an empty id": changed(SMALL, id=""),
    "an id that is a number": changed(SMALL, id=5),
    "a relative reference": with_achievement(image={"id": "image.png", "type": "Image"}),
    "an id with a space": with_achievement(id="https://uni.example/drinking water"),
    "a keyword-like member": changed(SMALL, **{"@undefined": "x"}),
    "a keyword-like id": changed(SMALL, id="@undefined"),
    "a text with direction": changed(SMALL, name={"@value": "x", "@language": "he", "@direction": "rtl"}),
    "a malformed language tag": changed(SMALL, name={"@value": "x", "@language": "de_AT"}),
    "a statement inside a language tag": changed(SMALL, name={"@value": "x", "@language": "de .\n<urn:a> <urn:b> <urn:c>"}),
    "a language without a text": changed(SMALL, name={"@language": "de"}),
    "a value object with further members": changed(SMALL, name={"@value": "x", "name": "y"}),
    "a list inside a set": changed(SMALL, name={"@list": ["x"], "@set": ["x"]}),
    "an unknown context": changed(SMALL, **{"@context": [*SMALL["@context"], "https://unknown.example/v1"]}),
    "a context that is a number": changed(SMALL, **{"@context": [*SMALL["@context"], 5]}),
    "a protected term redefined": changed(SMALL, **{"@context": [*SMALL["@context"], {"name": "https://a.example/b"}]}),
    "a term that is defined by itself": changed(SMALL, **{"@context": [*SMALL["@context"], {"own": "own:x"}]}),
    "a protected context cleared": changed(SMALL, **{"@context": [*SMALL["@context"], None]}),
    "a broken container": changed(SMALL, **{"@context": [*SMALL["@context"], {"own": {"@id": "urn:own", "@container": "x"}}]}),
    "free text among objects": changed(SMALL, proof=["free text"]),
    "no context": changed(SMALL, **{"@context": None}),
}  # fmt: skip


@pytest.mark.parametrize("document", HOSTILE.values(), ids=HOSTILE)
def test_what_safe_mode_refuses_is_refused(peer, document):
    assert theirs(peer, document) is REFUSED
    assert ours(document) is REFUSED


# Each of them leaves the statements of the badge as they are, or hides some of them from readers of JSON.
SAFE_FOR_THEM = {
    "null": changed(SMALL) | {"name": None},
    "an absolute IRI as a key": changed(SMALL, **{"https://schema.org/name": "x"}),
    "a type under its keyword": {"@type": SMALL["type"]} | {k: v for k, v in SMALL.items() if k != "type"},
    "a nested value": changed(SMALL, **{"@nest": {"name": "x"}}),
    "an included node": changed(SMALL, **{"@included": [{"id": "urn:other", "name": "x"}]}),
    "a reverse property": changed(SMALL, **{"@reverse": {"https://a.example/b": {"id": "urn:other"}}}),
    "an index": changed(SMALL, **{"@index": "x"}),
    "an array inside an array": changed(SMALL, name=[["x"]]),
    "a blank node with a name": changed(SMALL, id="_:badge"),
    "an IRI that must be escaped": with_achievement(id="https://uni.example/<water>"),
    "a value object for plain text": changed(SMALL, name={"@value": "x"}),
    "an integer beyond 2^53": with_achievement(creditsAvailable=2**60),
    "a number of 17 digits": with_achievement(creditsAvailable=0.30000000000000004),
    "a context below the top": changed(SMALL, issuer={**SMALL["issuer"], "@context": {"own": "urn:own"}, "own": "x"}),
    "a vocabulary in an inline context": changed(SMALL, **{"@context": [*SMALL["@context"], {"@vocab": "urn:x:"}]}),
}


@pytest.mark.parametrize("document", SAFE_FOR_THEM.values(), ids=SAFE_FOR_THEM)
def test_a_second_spelling_or_a_lossy_value_is_refused_though_safe_mode_takes_it(peer, document):
    assert theirs(peer, document) is not REFUSED
    assert ours(document) is REFUSED


VALUES = [
    None, True, 5, 2.5, "", "text", "https://a.example/b", "relative/path", "name", [], ["a", "b"], ["a", "a"], [[]], {},
    {"id": "urn:other"}, {"id": "urn:other", "name": "x"}, {"@value": "x"}, {"@value": "x", "@language": "de"}, {"@id": "urn:other"},
    {"@list": ["x"]}, {"@set": ["x"]}, {"type": ["Achievement"], "name": "x"}, {"type": []}, {"@type": "@json", "@value": {}},
]  # fmt: skip


def places(value, path=()):
    """The path to every member and item."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*path, key)
            yield from places(inner, (*path, key))


def replaced(document, path, value):
    copied = copy.deepcopy(document)
    target = copied
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return copied


@pytest.mark.parametrize("path", list(places(SMALL)), ids=lambda path: "/".join(map(str, path)))
def test_whatever_stands_in_any_place_is_refused_or_means_the_same_there(peer, path):
    for value in VALUES:
        document = replaced(SMALL, path, value)
        assert ours(document) in {theirs(peer, document), REFUSED}, value


NONCHARACTERS = "\ufffe\uffff"  # see below
any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=NONCHARACTERS), max_size=40)


@given(any_text)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_escaped_the_same_way(peer, text):
    document = changed(SMALL, name=text)
    assert ours(document) == theirs(peer, document) != REFUSED


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_number_that_is_accepted_is_written_the_same_way(peer, number):
    document = with_achievement(creditsAvailable=number)
    form = ours(document)
    if form is not REFUSED and not is_shown_without_a_point(number):
        assert form == theirs(peer, document)


def is_shown_without_a_point(number):
    """Whether JavaScript shows a fraction as digits and an exponent alone, as in 1e-7; see below."""
    mantissa = repr(number).lower().partition("e")[0]
    return abs(number) < 1 and number != 0 and "." not in mantissa


# ---- where jsonld.js is wrong; when one of these tests fails, it was mended: then docs/interop.md is to be changed


def test_lines_are_sorted_by_code_point_and_there_by_utf16_code_unit(peer):
    document = with_achievement(tag=["\uff21", "\U0001f4a7"])
    form = ours(document)
    assert form != theirs(peer, document)
    assert sorted(form.splitlines()) == form.splitlines()
    assert sorted(theirs(peer, document).splitlines()) == form.splitlines()


@pytest.mark.parametrize("character", NONCHARACTERS)
def test_noncharacters_are_escaped_and_there_they_are_not(peer, character):
    document = changed(SMALL, name=character)
    assert f'"\\u{ord(character):04X}"' in ours(document)
    assert ours(document).replace(f"\\u{ord(character):04X}", character) == theirs(peer, document)


@pytest.mark.parametrize(("number", "lexical"), [("1e-7", "1.0E-7"), ("-3e-300", "-3.0E-300"), ("5e-324", None)])
def test_a_small_number_is_itself_and_there_it_becomes_zero(peer, number, lexical):
    document = strict_json.loads(json.dumps(with_achievement(creditsAvailable="?")).replace('"?"', number))
    assert '"0"^^' in theirs(peer, document).replace('"-0"^^', '"0"^^')
    if lexical is not None:
        assert f'"{lexical}"^^' in ours(document)
