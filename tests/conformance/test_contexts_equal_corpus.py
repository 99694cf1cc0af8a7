"""Every bundled context means what the reference copy of the same URL means, term by term, scoped terms included."""

import pytest
from pyld.jsonld import ContextResolver, JsonLdProcessor

from credseal.bundled import context_urls, contexts_for
from support import corpus, load_json

pytestmark = pytest.mark.corpus

# Bundled file -> reference copies: byte for byte, or the same JSON in another layout.
REFERENCES = {
    "vc-v1.json": ["w3c/contexts/credentials-v1.jsonld", "openbadges/contexts/2018-credentials-v1.jsonld"],
    "vc-v2.json": ["w3c/contexts/credentials-v2.jsonld", "openbadges/contexts/credentials-v2.jsonld"],
    "bitstring-status-list-v1.json": [
        "w3c/contexts/bitstring-status-list-v1.jsonld",
        "openbadges/contexts/credentials-status-v1.jsonld",
    ],
    "status-list-2021-v1.json": ["w3c/contexts/status-list-2021-v1.jsonld"],
    "data-integrity-v1.json": [
        "w3c/contexts/data-integrity-v1.jsonld",
        "openbadges/contexts/data-integrity-v1.jsonld",
    ],
    "data-integrity-v2.json": ["w3c/contexts/data-integrity-v2.jsonld", "openbadges/contexts/data-integrity-v2.json"],
    "ed25519-2020-v1.json": [
        "w3c/contexts/ed25519-2020-v1.jsonld",
        "openbadges/contexts/suites-ed25519-2020.jsonld",
        "openbadges/contexts/security-suites-ed25519-2020-v1.jsonld",
    ],
    "jws-2020-v1.json": ["openbadges/contexts/suites-jws-2020.jsonld"],
    "multikey-v1.json": ["w3c/contexts/multikey-v1.jsonld"],
    "jwk-v1.json": ["w3c/contexts/jwk-v1.jsonld"],
    "did-v1.json": ["w3c/contexts/did-v1.jsonld", "openbadges/contexts/did-v1.jsonld"],
    "cid-v1.json": ["w3c/contexts/cid-v1.jsonld"],
    "open-badges-3.0.0.json": ["openbadges/contexts/ob-v3p0.json"],
    "open-badges-3.0.1.json": [
        "w3c/contexts/ob-v3p0-context-3.0.1.json",
        "openbadges/contexts/ob-v3p0-3.0.1.json",
    ],
    "open-badges-3.0.2.json": [
        "w3c/contexts/ob-v3p0-context-3.0.2.json",
        "openbadges/contexts/ob-v3p0-3.0.2.json",
    ],
    "open-badges-3.0.3.json": [
        "w3c/contexts/ob-v3p0-context-3.0.3.json",
        "openbadges/contexts/ob-v3p0-3.0.3.json",
    ],
    "open-badges-3.0.3-2024.json": [
        "openbadges/contexts/ob-v3p0-3.0.3.spec-repo-2025-04.json",
        "openbadges/contexts/ob-v3p0-3.0.3.dcc-npm-3.0.0.json",
    ],
    "open-badges-extensions.json": [
        "w3c/contexts/ob-v3p0-extensions.json",
        "openbadges/contexts/ob-v3p0-extensions.json",
    ],
    "clr-2.0.0.json": ["openbadges/contexts/clr-v2p0.json"],
    "clr-2.0.1.json": ["openbadges/contexts/clr-v2p0-2.0.1.json"],
    "dcc-v1.json": ["openbadges/contexts/dcc-v1.json"],
    "edc-ap.json": ["edc/contexts/edc-ap.official.jsonld"],
}
# Written from the terms, not from the file: the JSON may differ, the effect may not.
SAME_TERMS = {"edc-ap.json"}

FORMS = {form.file: form for url in context_urls() for form in contexts_for(url)}
PAIRS = [(file, reference) for file, references in REFERENCES.items() for reference in references]


def refuse_to_load(url, options):
    message = f"a context named another document: {url}"
    raise AssertionError(message)


def effect(document):
    """What a JSON-LD processor makes of a context: each term's definition, its scoped context likewise."""
    processor = JsonLdProcessor()
    options = {
        "base": "",
        "processingMode": "json-ld-1.1",
        "documentLoader": refuse_to_load,
        "contextResolver": ContextResolver({}, refuse_to_load),
    }

    def terms(outer, local):
        if local in (None, False):  # a scoped null, PyLD says False, takes all terms away
            return None
        # A property-scoped context may redefine protected terms; both sides are read with that freedom.
        active = processor._process_context(outer, local, options, override_protected=True)
        here = {term: definition(active, active["mappings"][term]) for term in local if not term.startswith("@")}
        return {"@vocab": active.get("@vocab"), "@language": active.get("@language"), "terms": here}

    def definition(active, mapping):
        if mapping is None or "@context" not in mapping:
            return mapping
        return {**mapping, "@context": terms(active, mapping["@context"])}

    return terms(processor._get_initial_context(options), document["@context"])


def test_every_bundled_form_is_compared():
    assert REFERENCES.keys() == FORMS.keys()


@pytest.mark.parametrize(("file", "reference"), PAIRS)
def test_a_bundled_context_is_the_reference_copy(file, reference):
    published = load_json(corpus(*reference.split("/")))
    assert FORMS[file].document == published or file in SAME_TERMS
    assert effect(FORMS[file].document) == effect(published)


@pytest.mark.parametrize("file", ["vc-v2.json", "open-badges-3.0.3.json", "cid-v1.json", "dcc-v1.json", "edc-ap.json"])
def test_the_comparison_sees_a_change_of_any_single_definition(file):
    document = FORMS[file].document
    before = effect(document)
    for path, holder, key in iris(document["@context"]):
        kept = holder[key]
        holder[key] = kept + "-changed"
        assert effect(document) != before, path
        holder[key] = kept


def iris(context, path=""):
    """Every place of a context that holds an IRI, with the object that holds it."""
    for key, value in list(context.items()):
        if isinstance(value, dict):
            yield from iris(value, f"{path}/{key}")
        elif isinstance(value, str) and ":" in value:
            yield f"{path}/{key}", context, key


def differing(newer, older):
    """Terms of the outermost level that two contexts define differently."""
    new, old = effect(newer.document)["terms"], effect(older.document)["terms"]
    return {term for term in new.keys() | old.keys() if new.get(term) != old.get(term)}


def test_the_two_forms_of_open_badges_3_0_3_differ_in_two_terms_and_nothing_else():
    newer, older = contexts_for("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")
    assert differing(newer, older) == {"endorsementJwt", "jti"}


def test_the_unversioned_clr_context_is_no_alias_of_2_0_1():
    (unversioned,) = contexts_for("https://purl.imsglobal.org/spec/clr/v2p0/context.json")
    (versioned,) = contexts_for("https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json")
    # ClrCredential gained "partial"; ClrSubject gained "identifier" and another vocabulary for achievements.
    assert differing(versioned, unversioned) == {"ClrCredential", "ClrSubject"}


def test_the_unversioned_open_badges_context_is_no_alias_of_3_0_1():
    (unversioned,) = contexts_for("https://purl.imsglobal.org/spec/ob/v3p0/context.json")
    (versioned,) = contexts_for("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json")
    assert differing(versioned, unversioned)
