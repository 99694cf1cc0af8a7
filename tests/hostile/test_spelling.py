"""One spelling: each way to say the same otherwise is refused by name, and each thing that proofs over RDF would not cover.

The attack behind most of it: a holder respells a member until code that reads JSON no longer finds it, while the statements
that were signed stay the same. Where that is the point, the test shows that PyLD makes the same statements of the respelling.
"""

import copy
import re

import pytest

import badges
from credseal.errors import JsonLdError
from credseal.jsonld import rdfc
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import BUNDLED, Contexts, digest
from pyld_peer import by_pyld
from support import ROOT

CREDENTIALS = "https://www.w3.org/2018/credentials#"
OB_VOCABULARY = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TOP = badges.open_badge()["id"]
EXTENSION = "https://uni.example/contexts/v1"


def refusal(document, contexts=BUNDLED):
    """Code and pointer of the refusal."""
    with pytest.raises(JsonLdError) as caught:
        canonicalize(document, contexts=contexts)
    return caught.value.code, caught.value.pointer


def with_context(definitions):
    """Contexts that vouch for a context of ours."""
    return Contexts(extra={EXTENSION: {"@context": definitions}})


def extended(**members):
    return {
        "@context": [badges.V2, badges.OB, EXTENSION],
        "id": "urn:uuid:1",
        "type": ["VerifiableCredential"],
        **members,
    }


# --- respellings that leave every statement as it was -------------------------------------------------------------------


def absolute_iri_as_key(badge):
    """The expiry, for code that looks for validUntil, is gone."""
    badge[f"{CREDENTIALS}validUntil"] = {"@value": badge.pop("validUntil"), "@type": f"{XSD}dateTime"}


def status_under_its_iri(badge):
    badge[f"{CREDENTIALS}credentialStatus"] = badge.pop("credentialStatus")


def compact_iri_as_key(badge):
    badge["@context"].append({"cred": {"@id": CREDENTIALS, "@prefix": True}})
    badge["cred:validUntil"] = {"@value": badge.pop("validUntil"), "@type": f"{XSD}dateTime"}


def compact_iri_as_value(badge):
    badge["@context"].append({"uni": {"@id": badges.UNIVERSITY, "@prefix": True}})
    badge["credentialSubject"]["achievement"]["id"] = "uni:courses/dl"


def alias_in_an_appended_context(badge):
    badge["@context"].append({"validTill": {"@id": f"{CREDENTIALS}validUntil", "@type": f"{XSD}dateTime"}})
    badge["validTill"] = badge.pop("validUntil")


def context_in_the_subject(badge):
    """Swaps two members without touching their values: the statements are those of the names swapped back."""
    alignment = badge["credentialSubject"]["achievement"]["alignment"][0]
    name, code = "https://schema.org/targetName", f"{OB_VOCABULARY}targetCode"
    alignment["@context"] = {"targetName2": name, "targetCode2": code}
    alignment["targetName2"], alignment["targetCode2"] = alignment.pop("targetName"), alignment.pop("targetCode")


def included_node(badge):
    part = {"id": TOP, "type": "VerifiableCredential", "validUntil": badge.pop("validUntil")}
    badge["@included"] = [part]


def graph_at_the_top(badge):
    context = badge.pop("@context")
    part = {"id": TOP, "type": "VerifiableCredential", "validUntil": badge.pop("validUntil")}
    whole = dict(badge)
    badge.clear()
    badge |= {"@context": context, "@graph": [whole, part]}


def nest(badge):
    badge["@nest"] = {"validUntil": badge.pop("validUntil")}


def alias_of_nest(badge):
    badge["@context"].append({"more": "@nest"})
    badge["more"] = {"validUntil": badge.pop("validUntil")}


def reverse_property(badge):
    """The statement that names the issuer, made from the issuer's side."""
    badge["issuer"]["@reverse"] = {f"{CREDENTIALS}issuer": {"id": TOP}}


def at_id(badge):
    badge["@id"] = badge.pop("id")


def at_type(badge):
    status = badge["credentialStatus"]
    badge["credentialStatus"] = {"@type": status.pop("type"), **status}


def value_object(badge):
    badge["name"] = {"@value": badge["name"]}


def typed_value_object(badge):
    badge["validUntil"] = {"@value": badge["validUntil"], "@type": f"{XSD}dateTime"}


def index(badge):
    badge["issuer"]["@index"] = "Another University"


def set_object(badge):
    badge["credentialSubject"]["achievement"]["tag"] = {"@set": ["data", "statistics"]}


def list_object(badge):
    description = badge["credentialSubject"]["achievement"]["resultDescription"][0]
    description["allowedValue"] = {"@list": description["allowedValue"]}


def class_name_as_key(badge):
    """Open Badges names the property criteria and the class Criteria by one IRI."""
    achievement = badge["credentialSubject"]["achievement"]
    achievement["Criteria"] = achievement.pop("criteria")


def class_name_as_key_of_coordinates(badge):
    address = badge["issuer"]["address"]
    address["GeoCoordinates"] = address.pop("geo")


def iri_of_a_type(badge):
    badge["credentialStatus"]["type"] = "https://www.w3.org/ns/credentials/status#BitstringStatusListEntry"
    badge["credentialStatus"] = {
        "id": badge["credentialStatus"]["id"],
        "type": badge["credentialStatus"]["type"],
    }


def boolean_as_text(badge):
    """ "false" is true for code that asks whether the text is empty."""
    badge["credentialSubject"]["identifier"][1]["hashed"] = "false"


def number_as_text(badge):
    badge["credentialSubject"]["achievement"]["creditsAvailable"] = "2"


def fraction_as_text(badge):
    badge["credentialSubject"]["creditsEarned"] = "2.5E0"


def member_set_to_null(badge):
    badge["termsOfUse"] = None


def member_set_to_an_empty_array(badge):
    badge["termsOfUse"] = []


def empty_types(badge):
    badge["issuer"]["address"]["geo"]["type"] = []


def undefined_member(badge):
    badge["credentialSubject"]["achievement"]["eqfLevel"] = "8"


def keyword_like_member(badge):
    badge["@expires"] = "2099-01-01T00:00:00Z"


def one_object_as_two(badge):
    subject = badge["credentialSubject"]
    part = {"id": subject["id"], "type": subject["type"], "achievement": subject.pop("achievement")}
    badge["credentialSubject"] = [subject, part]


def evidence_emptied(badge):
    """Moved between two mentions of one node of the same property."""
    (evidence,) = badge["evidence"]
    badge["evidence"] = [evidence, {"id": evidence["id"], "genre": evidence.pop("genre"), "type": evidence["type"]}]


RESPELLINGS = {
    absolute_iri_as_key: ("jsonld.iri-key", f"/{CREDENTIALS.replace('/', '~1')}validUntil"),
    status_under_its_iri: ("jsonld.iri-key", f"/{CREDENTIALS.replace('/', '~1')}credentialStatus"),
    compact_iri_as_key: ("jsonld.compact-iri", "/cred:validUntil"),
    compact_iri_as_value: ("jsonld.compact-iri", "/credentialSubject/achievement/id"),
    alias_in_an_appended_context: ("jsonld.synonym", "/validTill"),
    context_in_the_subject: ("jsonld.nested-context", "/credentialSubject/achievement/alignment/0"),
    included_node: ("jsonld.included", "/@included"),
    graph_at_the_top: ("jsonld.graph", "/@graph"),
    nest: ("jsonld.nest", "/@nest"),
    alias_of_nest: ("contexts.inline", "/@context/2"),
    reverse_property: ("jsonld.reverse", "/issuer/@reverse"),
    at_id: ("jsonld.keyword-alias", "/@id"),
    at_type: ("jsonld.keyword-alias", "/credentialStatus/@type"),
    value_object: ("jsonld.value-object", "/name"),
    typed_value_object: ("jsonld.value-object", "/validUntil"),
    index: ("jsonld.index", "/issuer/@index"),
    set_object: ("jsonld.set-object", "/credentialSubject/achievement/tag/@set"),
    list_object: ("jsonld.list-object", "/credentialSubject/achievement/resultDescription/0/allowedValue/0/@list"),
    class_name_as_key: ("jsonld.synonym", "/credentialSubject/achievement/Criteria"),
    class_name_as_key_of_coordinates: ("jsonld.synonym", "/issuer/address/GeoCoordinates"),
    boolean_as_text: ("jsonld.text-number", "/credentialSubject/identifier/1/hashed"),
    number_as_text: ("jsonld.text-number", "/credentialSubject/achievement/creditsAvailable"),
    fraction_as_text: ("jsonld.text-number", "/credentialSubject/creditsEarned"),
    member_set_to_null: ("jsonld.null", "/termsOfUse"),
    member_set_to_an_empty_array: ("jsonld.empty", "/termsOfUse"),
    undefined_member: ("jsonld.undefined-term", "/credentialSubject/achievement/eqfLevel"),
    keyword_like_member: ("jsonld.keyword-like", "/@expires"),
    one_object_as_two: ("jsonld.described-twice", "/credentialSubject/1"),
    evidence_emptied: ("jsonld.described-twice", "/evidence/1"),
}


@pytest.mark.filterwarnings("ignore::SyntaxWarning")  # PyLD's, about @expires
@pytest.mark.parametrize("respell", RESPELLINGS, ids=lambda respell: respell.__name__)
def test_a_respelling_that_leaves_the_statements_as_they_were_is_refused(respell):
    badge = badges.open_badge()
    respell(badge)
    assert by_pyld(badge) == by_pyld(badges.open_badge())
    assert refusal(badge) == RESPELLINGS[respell]


def test_in_open_badges_3_0_2_the_class_image_does_not_stand_for_the_property():
    badge = badges.open_badge()
    badge["@context"][1] = badges.OB_3_0_2
    del badge["awardedDate"], badge["credentialSubject"]["achievement"]["inLanguage"]
    respelled = copy.deepcopy(badge)
    achievement = respelled["credentialSubject"]["achievement"]
    achievement["Image"] = achievement.pop("image")
    assert by_pyld(respelled) == by_pyld(badge) == canonicalize(badge, contexts=BUNDLED).nquads
    assert refusal(respelled) == ("jsonld.synonym", "/credentialSubject/achievement/Image")


def test_the_two_names_of_the_badges_class_may_both_be_written_as_types():
    badge = badges.open_badge()
    other = {**badge, "type": ["VerifiableCredential", "AchievementCredential"]}
    assert canonicalize(badge, contexts=BUNDLED).nquads == canonicalize(other, contexts=BUNDLED).nquads


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("https://www.w3.org/2018/credentials#VerifiableCredential", "jsonld.synonym"),
        (f"{OB_VOCABULARY}OpenBadgeCredential", "jsonld.synonym"),
        ("id", "jsonld.term"),
        ("Unknown", "jsonld.undefined-term"),
        ("_:blank", "jsonld.blank-node"),
        ("@json", "jsonld.undefined-term"),
        (None, "jsonld.type"),
        (5, "jsonld.type"),
        (["OpenBadgeCredential"], "jsonld.type"),
    ],
)
def test_a_type_has_one_name_too(name, code):
    badge = badges.open_badge()
    badge["type"] = ["VerifiableCredential", "OpenBadgeCredential", name]
    assert refusal(badge) == (code, "/type")


def test_the_name_of_a_property_is_no_type():
    badge = badges.open_badge()
    badge["credentialSubject"]["achievement"]["criteria"]["type"] = "Criteria"
    assert canonicalize(badge, contexts=BUNDLED).nquads == by_pyld(badge)
    badge["credentialSubject"]["achievement"] |= {"type": ["Achievement", "criteria"]}
    # Outside an Achievement no context defines "criteria".
    assert refusal(badge) == ("jsonld.undefined-term", "/credentialSubject/achievement/type")
    badge["issuer"]["address"]["geo"]["type"] = "geo"
    with_property = {"geo": f"{OB_VOCABULARY}GeoCoordinates"}
    badge = badges.open_badge()
    badge["@context"].append(EXTENSION)
    badge["issuer"]["address"]["geo"]["type"] = ["GeoCoordinates", "geo"]
    assert refusal(badge, with_context(with_property)) == ("jsonld.synonym", "/issuer/address/geo/type")


# --- values ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("iri", "code"),
    [
        ("courses/dl", "jsonld.relative-iri"),
        ("", "jsonld.relative-iri"),
        ("//uni.example/", "jsonld.relative-iri"),
        ("#part", "jsonld.relative-iri"),
        ("https://uni.example/a b", "jsonld.malformed-iri"),
        ("https://uni.example/\u0007", "jsonld.malformed-iri"),
        ("https://uni.example/<", "jsonld.malformed-iri"),
        ("https:", "jsonld.malformed-iri"),
        ("https://uni.example/\u2028", "jsonld.malformed-iri"),
        ("https://uni.example/\xa0", "jsonld.malformed-iri"),
        ("urn:a> <urn:b> <urn:c> .\n<urn:d", "jsonld.malformed-iri"),
        ("_:b0", "jsonld.blank-node"),
        (5, "jsonld.iri"),
        (None, "jsonld.iri"),
        ({"id": "urn:x"}, "jsonld.iri"),
        (["urn:x"], "jsonld.iri"),
    ],
)
def test_an_id_is_an_absolute_iri_that_cannot_end_its_statement_early(iri, code):
    badge = badges.open_badge()
    badge["credentialSubject"]["achievement"]["id"] = iri
    assert refusal(badge) == (code, "/credentialSubject/achievement/id")


def test_an_id_is_not_shortened_with_a_prefix_that_its_own_type_brings():
    badge = badges.badge_on_vc_1()
    badge["id"] = f"{CREDENTIALS}badge"
    respelled = {**badge, "id": "cred:badge"}
    assert by_pyld(respelled) == by_pyld(badge) == canonicalize(badge, contexts=BUNDLED).nquads
    assert refusal(respelled) == ("jsonld.compact-iri", "/id")


def test_a_relative_iri_would_be_lost_or_resolved_against_an_invented_base():
    badge = badges.open_badge()
    badge["issuer"]["id"] = "issuers/1"
    assert b"<http://example.org/base/issuers/1>" in by_pyld(badge)
    assert refusal(badge) == ("jsonld.relative-iri", "/issuer/id")


def test_a_node_that_others_drop_with_its_malformed_id_is_refused():
    badge = badges.open_badge()
    level = {"id": "urn:not an iri", "type": ["Alignment"], "targetName": "EQF 8"}
    badge["credentialSubject"]["achievement"]["alignment"].append(level)
    assert b"EQF 8" not in by_pyld(badge)
    assert refusal(badge) == ("jsonld.malformed-iri", "/credentialSubject/achievement/alignment/2/id")


@pytest.mark.parametrize("value", [5, 2.5, True])
def test_where_an_iri_is_expected_nothing_else_is_read(value):
    badge = badges.open_badge()
    badge["issuer"] = value
    assert refusal(badge) == ("jsonld.iri", "/issuer")


@pytest.mark.parametrize("tag", ["", "e n", "en_US", "overlylong", "@none", "en--us", "-en", "e", "en\n", "1en"])
def test_a_language_tag_is_checked_before_it_reaches_a_statement(tag):
    badge = badges.open_badge()
    badge["name"] = {"@value": "Data literacy", "@language": tag}
    assert refusal(badge) == ("jsonld.language-tag", "/name")


def test_a_whole_statement_in_a_language_tag_is_refused_although_the_bytes_signed_are_the_same():
    """Reproduced in PyLD and in jsonld.js without safe mode: a member disappears from the JSON, the hash stays."""
    signed = {
        "@context": [badges.V2, badges.OB],
        "id": "urn:uuid:1",
        "name": {"@value": "Data literacy", "@language": "en"},
        "narrative": "expired",
    }
    (narrative,) = [line for line in by_pyld(signed).decode().splitlines() if "expired" in line]
    (name,) = [line for line in by_pyld(signed).decode().splitlines() if "literacy" in line]
    first, last = sorted([name, narrative])
    injected = copy.deepcopy(signed)
    injected["name"]["@language"] = f"en .\n{narrative.lower().removesuffix(' .')}"
    injected.pop("narrative")
    assert sorted(by_pyld(injected).decode().lower().splitlines()) == [first.lower(), last.lower()]
    assert refusal(injected) == ("jsonld.language-tag", "/name")


def test_a_line_end_in_a_text_does_not_begin_another_statement():
    badge = badges.endorsement()
    before = canonicalize(badge, contexts=BUNDLED).nquads.count(b"\n")
    badge["name"] = 'x" .\n<urn:uuid:1> <urn:p> "y'
    nquads = canonicalize(badge, contexts=BUNDLED).nquads
    assert nquads.count(b"\n") == before
    assert b'"x\\" .\\n<urn:uuid:1> <urn:p> \\"y"' in nquads


@pytest.mark.parametrize(
    "value",
    [
        {"@value": "x"},
        {"@value": "x", "@type": f"{XSD}string"},
        {"@value": "x", "@index": "y"},
        {"@value": "x", "@language": "en", "name": "y"},
        {"@value": "x", "@language": None},
        {"@value": 5, "@language": "en"},
        {"@value": None, "@language": "en"},
        {"@value": ["x"], "@language": "en"},
    ],
)
def test_a_value_object_is_for_text_with_a_language_alone(value):
    badge = badges.open_badge()
    badge["name"] = value
    assert refusal(badge) == ("jsonld.value-object", "/name")


def test_a_language_needs_a_value_beside_it():
    badge = badges.open_badge()
    badge["name"] = {"@language": "en"}
    assert refusal(badge) == ("jsonld.value-object", "/name/@language")


def test_a_text_direction_is_refused_because_no_proof_covers_it():
    badge = badges.open_badge()
    badge["name"] = {"@value": "x", "@language": "ar", "@direction": "rtl"}
    assert refusal(badge) == ("jsonld.direction", "/name")


@pytest.mark.parametrize("number", [2**53, -(2**53), 2**64, 10**400, 1e21, float("inf"), float("nan"), 0.1 + 0.2])
def test_a_number_that_readers_of_json_could_take_for_another_is_refused(number):
    badge = badges.open_badge()
    badge["issuer"]["address"]["geo"]["latitude"] = number
    assert refusal(badge) == ("jsonld.number", "/issuer/address/geo/latitude")


@pytest.mark.parametrize("text", ["3.0E0", "3", "3.00", "NaN", "x", ""])
def test_text_does_not_stand_for_a_double_because_processors_disagree_about_it(text):
    contexts = with_context({"weight": {"@id": "urn:weight", "@type": f"{XSD}double"}})
    assert refusal(extended(weight=text), contexts) == ("jsonld.text-number", "/weight")


@pytest.mark.parametrize("value", [20261120, 2.5, True])
def test_numbers_and_booleans_do_not_stand_for_typed_text(value):
    badge = badges.open_badge()
    badge["validUntil"] = value
    assert refusal(badge) == ("jsonld.number", "/validUntil")


def test_arrays_in_arrays_and_values_that_are_no_json_are_refused():
    badge = badges.open_badge()
    badge["credentialSubject"]["achievement"]["tag"] = ["data", ["statistics"]]
    assert refusal(badge) == ("jsonld.nested-array", "/credentialSubject/achievement/tag/1")
    badge["credentialSubject"]["achievement"]["tag"] = ["data", b"statistics"]
    assert refusal(badge) == ("jsonld.value", "/credentialSubject/achievement/tag/1")
    badge["credentialSubject"]["achievement"]["tag"] = ["data", None]
    assert refusal(badge) == ("jsonld.null", "/credentialSubject/achievement/tag/1")
    badge["credentialSubject"]["achievement"]["tag"] = ["data", "\ud800"]
    assert refusal(badge) == ("jsonld.surrogate", "")


@pytest.mark.parametrize("proof", ["text", 5, {"@value": "x", "@language": "en"}])
def test_what_is_a_graph_of_its_own_holds_objects(proof):
    badge = badges.endorsed_badge()
    badge["credentialSubject"]["achievement"]["endorsement"][0]["proof"] = proof
    assert refusal(badge) == ("jsonld.graph", "/credentialSubject/achievement/endorsement/0/proof")


@pytest.mark.parametrize("proof", [{}, {"id": "urn:uuid:2"}])
def test_a_graph_that_states_nothing_is_refused(proof):
    badge = badges.endorsed_badge()
    badge["credentialSubject"]["achievement"]["endorsement"][0]["proof"] = proof
    assert refusal(badge) == ("jsonld.empty", "/credentialSubject/achievement/endorsement/0/proof")


def test_a_document_that_states_nothing_is_refused():
    assert refusal({"@context": badges.V2, "id": "urn:uuid:1"}) == ("jsonld.empty", "")
    assert refusal({"@context": badges.V2}) == ("jsonld.empty", "")


def test_an_array_of_no_types_is_refused():
    badge = badges.open_badge()
    badge["issuer"]["address"]["geo"] = {"type": []}
    assert refusal(badge) == ("jsonld.empty", "/issuer/address/geo/type")


# --- terms of contexts that somebody vouches for, but that no proof could cover -------------------------------------------


@pytest.mark.parametrize(
    ("definition", "value", "code"),
    [
        (None, "x", "jsonld.null-term"),
        ({"@id": None}, "x", "jsonld.null-term"),
        ({"@reverse": "urn:p"}, {"id": "urn:x"}, "jsonld.reverse"),
        ("@nest", {"name": "x"}, "jsonld.keyword-alias"),
        ("@graph", [], "jsonld.keyword-alias"),
        ("@index", "x", "jsonld.keyword-alias"),
        ("@type", "Profile", "jsonld.keyword-alias"),
        ({"@id": "urn:p", "@container": "@index"}, {"a": "x"}, "jsonld.container"),
        ({"@id": "urn:p", "@container": "@id"}, {"urn:a": {}}, "jsonld.container"),
        ({"@id": "urn:p", "@container": "@type"}, {"Profile": {}}, "jsonld.container"),
        ({"@id": "urn:p", "@container": ["@graph", "@index"]}, {"a": {}}, "jsonld.container"),
        ({"@id": "urn:p", "@container": "@list", "@type": "@json"}, [1], "jsonld.container"),
        ({"@id": "urn:p", "@direction": "rtl"}, "x", "jsonld.direction"),
        ({"@id": "urn:p", "@language": "e n"}, "x", "jsonld.language-tag"),
        ({"@id": "urn:p", "@type": "urn:a<b"}, "x", "jsonld.malformed-iri"),
        ('urn:a"b', "x", "jsonld.malformed-iri"),
        ({"@id": "urn:p", "@container": "@language"}, "x", "jsonld.language-map"),
        ({"@id": "urn:p", "@container": "@language"}, {"en": 5}, "jsonld.language-map"),
        ({"@id": "urn:p", "@container": "@language"}, {"e n": "x"}, "jsonld.language-tag"),
        ({"@id": "urn:p", "@container": "@language"}, {"@none": "x"}, "jsonld.language-tag"),
        ({"@id": "urn:p", "@container": "@language"}, {}, "jsonld.empty"),
        ({"@id": "urn:p", "@container": "@language"}, {"en": []}, "jsonld.empty"),
        ({"@id": "urn:p", "@type": "@json"}, 2**60, "jsonld.json"),
        ({"@id": "urn:p", "@type": "@json"}, "\ud800", "jsonld.json"),
        ({"@id": "urn:p", "@type": "@vocab"}, "id", "jsonld.term"),
        ({"@id": "urn:p", "@type": "@vocab"}, f"{CREDENTIALS}VerifiableCredential", "jsonld.synonym"),
        ({"@id": "urn:p", "@type": "@vocab"}, "AchievementCredential", "jsonld.synonym"),
        ({"@id": "urn:p", "@type": "@vocab"}, "undefined", "jsonld.undefined-term"),
    ],
)
def test_a_term_that_proofs_would_not_cover_as_readers_see_it_is_refused(definition, value, code):
    found, pointer = refusal(extended(own=value), with_context({"@version": 1.1, "own": definition}))
    assert found == code
    assert pointer.startswith("/own")


@pytest.mark.parametrize("scoped", [None, {"own": None}, {"own": "@nest"}])
def test_a_context_inside_a_term_does_not_take_the_term_away(scoped):
    contexts = with_context({"@version": 1.1, "own": {"@id": "urn:p", "@context": scoped}})
    assert refusal({"@context": EXTENSION, "@id": "urn:uuid:1", "own": "x"}, contexts) == ("jsonld.term", "/own")


def test_with_a_vocabulary_each_name_has_one_spelling_as_well():
    contexts = with_context(
        {"@version": 1.1, "@vocab": "urn:v:", "bar": "urn:v:foo", "mode": {"@id": "urn:mode", "@type": "@vocab"}}
    )
    assert canonicalize(extended(anything="x", mode="Online"), contexts=contexts).nquads
    assert refusal(extended(foo="x"), contexts) == ("jsonld.synonym", "/foo")
    assert refusal(extended(mode="foo"), contexts) == ("jsonld.synonym", "/mode")
    assert refusal(extended(mode="urn:v:Online"), contexts) == ("jsonld.synonym", "/mode")
    assert refusal({**extended(name="x"), "type": "urn:v:Kind"}, contexts) == ("jsonld.synonym", "/type")
    assert refusal({**extended(name="x"), "type": "foo"}, contexts) == ("jsonld.synonym", "/type")
    assert refusal(extended(**{"a b": "x"}), contexts) == ("jsonld.undefined-term", "/a b")


def test_a_type_does_not_rename_the_members_for_ids_and_types():
    contexts = with_context({"@version": 1.1, "Own": {"@id": "urn:Own", "@context": {"ident": "@id", "id": "urn:id"}}})
    document = {"@context": EXTENSION, "@type": "Own", "ident": "urn:uuid:1"}
    assert refusal(document, contexts) == ("jsonld.keyword-alias", "/@type")


def test_an_alias_of_value_is_refused_even_where_a_type_scoped_context_ends():
    contexts = with_context(
        {
            "@version": 1.1,
            "@vocab": "urn:v:",
            "Own": {"@id": "urn:Own", "@context": {"text": "@value"}},
        }
    )
    document = {"@context": EXTENSION, "@type": "Own", "note": {"text": "x"}}
    assert refusal(document, contexts) == ("jsonld.keyword-alias", "/note")


def test_an_alias_of_none_is_no_language():
    contexts = with_context({"@version": 1.1, "none": "@none", "own": {"@id": "urn:p", "@container": "@language"}})
    assert refusal(extended(own={"none": "x"}), contexts) == ("jsonld.keyword-alias", "/own")


# --- where a node is described ------------------------------------------------------------------------------------------


def profile(identifier, **members):
    return {"id": identifier, "type": ["Profile"], **members}


def test_two_places_do_not_give_one_property_of_a_node_two_values():
    badge = badges.open_badge()
    badge["credentialSubject"]["source"] = profile("https://faculty.uni.example/", name="Another faculty")
    swapped = copy.deepcopy(badge)
    creator = swapped["credentialSubject"]["achievement"]["creator"]
    source = swapped["credentialSubject"]["source"]
    creator["name"], source["name"] = source["name"], creator["name"]
    assert by_pyld(swapped) == by_pyld(badge)
    assert refusal(badge)[0] == "jsonld.described-twice"
    assert refusal(swapped)[0] == "jsonld.described-twice"


def test_nor_do_a_second_and_a_third_place_where_the_first_says_nothing_of_it():
    badge = badges.open_badge()
    related = [
        profile("urn:uuid:9", url="https://a.example/"),
        profile("urn:uuid:9", name="A"),
        profile("urn:uuid:9", name="B"),
    ]
    badge["credentialSubject"]["source"] = related[0]
    badge["credentialSubject"]["achievement"]["creator"] = related[1]
    badge["evidence"][0]["audience"] = related[2]
    assert refusal(badge)[0] == "jsonld.described-twice"


@pytest.mark.parametrize("member", ["validUntil", "credentialStatus", "name", "credentialSchema"])
def test_nothing_that_could_stand_at_the_top_is_said_of_the_top_node_elsewhere(member):
    badge = badges.open_badge()
    badge["evidence"].append({"id": TOP, "type": ["VerifiableCredential"], member: badge[member]})
    assert refusal(badge) == ("jsonld.described-twice", "/evidence/1")


def test_the_issuer_is_not_emptied_into_another_mention_of_it():
    badge = badges.open_badge()
    badge["credentialSubject"]["achievement"]["creator"] = {"id": badges.UNIVERSITY, "type": ["Profile"]}
    assert canonicalize(badge, contexts=BUNDLED).nquads == by_pyld(badge)
    moved = copy.deepcopy(badge)
    moved["credentialSubject"]["achievement"]["creator"]["name"] = moved["issuer"].pop("name")
    assert by_pyld(moved) == by_pyld(badge)
    assert refusal(moved) == ("jsonld.described-twice", "")
    for reference in (badges.UNIVERSITY, {"id": badges.UNIVERSITY}):
        emptied = copy.deepcopy(badge)
        emptied["credentialSubject"]["achievement"]["creator"] = emptied["issuer"]
        emptied["issuer"] = reference
        assert by_pyld(emptied) == by_pyld(badge)
        assert refusal(emptied) == ("jsonld.described-twice", "")


def test_a_node_may_be_described_in_two_places_that_agree_or_speak_of_different_things():
    badge = badges.open_badge()
    badge["credentialSubject"]["source"] = dict(badge["credentialSubject"]["achievement"]["creator"])
    badge["credentialSubject"]["achievement"]["endorsement"] = [
        badges.with_proof(badges.endorsement(identifier=f"urn:uuid:{number}")) for number in (1, 2)
    ]
    second = badge["credentialSubject"]["achievement"]["endorsement"][1]
    second["credentialSubject"]["endorsementComment"] = "Accredited until 2033."
    assert canonicalize(badge, contexts=BUNDLED).nquads == by_pyld(badge)


def test_endorsements_that_disagree_need_proofs_of_their_own():
    badge = badges.open_badge()
    first, second = (badges.endorsement(identifier=f"urn:uuid:{number}") for number in (1, 2))
    second["credentialSubject"]["endorsementComment"] = "Accredited until 2033."
    badge["credentialSubject"]["achievement"]["endorsement"] = [first, second]
    assert refusal(badge)[0] == "jsonld.described-twice"


def test_an_endorsement_does_not_contradict_the_badge_around_it():
    badge = badges.endorsed_badge()
    badge["credentialSubject"]["achievement"]["endorsement"][0]["issuer"] = profile(
        badges.UNIVERSITY, name="Another name"
    )
    assert refusal(badge)[0] == "jsonld.described-twice"


def test_credentials_of_one_learner_stand_beside_each_other_in_a_presentation_and_in_a_clr():
    first, second = badges.with_proof(badges.open_badge()), badges.with_proof(badges.open_badge())
    second["id"] = "urn:uuid:2"
    second["credentialSubject"]["achievement"] = {"id": "urn:uuid:3", "type": ["Achievement"], "name": "Statistics"}
    presentation = badges.presentation(first, second)
    assert canonicalize(presentation, contexts=BUNDLED).nquads == by_pyld(presentation)
    record = {
        "@context": [badges.V2, badges.CLR, badges.OB],
        "id": "urn:uuid:4",
        "type": ["VerifiableCredential", "ClrCredential"],
        "issuer": profile("https://registry.example/", name="Registry"),
        "credentialSubject": {"id": badges.LEARNER, "type": ["ClrSubject"], "verifiableCredential": [first, second]},
    }
    assert canonicalize(record, contexts=BUNDLED).nquads == by_pyld(record)


def test_the_same_node_in_two_graphs_is_two_descriptions():
    first, second = badges.endorsement(identifier="urn:uuid:1"), badges.endorsement(identifier="urn:uuid:2")
    second["credentialSubject"]["endorsementComment"] = "Accredited until 2033."
    presentation = badges.presentation(first, second)
    assert canonicalize(presentation, contexts=BUNDLED).nquads == by_pyld(presentation)


# --- contexts -----------------------------------------------------------------------------------------------------------


def with_contexts(*entries):
    return {**badges.endorsement(), "@context": [badges.V2, badges.OB, *entries]}


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ({"id": "urn:uuid:1"}, ("contexts.missing", "")),
        ({"@context": [], "id": "urn:uuid:1"}, ("contexts.count", "/@context")),
        ({"@context": None, "id": "urn:uuid:1"}, ("contexts.entry", "/@context/0")),
        (with_contexts(None), ("contexts.entry", "/@context/2")),
        (with_contexts([badges.OB]), ("contexts.entry", "/@context/2")),
        (with_contexts(2**60), ("contexts.entry", "/@context")),
        (with_contexts({"own": 2**60}), ("contexts.entry", "/@context")),
        (with_contexts({"@context": {"own": "urn:own"}}), ("contexts.entry", "/@context/2")),
        (with_contexts(*[badges.OB] * 31), ("contexts.count", "/@context")),
        (with_contexts({f"own{number}": "urn:own" for number in range(300)}), ("contexts.count", "/@context/2")),
        (with_contexts("https://attacker.example/context"), ("contexts.unknown", "/@context/2")),
        (with_contexts("https://www.w3.org/ns/credentials/v2/"), ("contexts.unknown", "/@context/2")),
        (with_contexts("HTTPS://www.w3.org/ns/credentials/v2"), ("contexts.unknown", "/@context/2")),
    ],
)
def test_only_known_contexts_and_small_inline_ones_are_read(document, found):
    assert refusal(document) == found


@pytest.mark.parametrize(
    "context",
    [
        {"@vocab": "https://attacker.example/#"},
        {"@base": "https://attacker.example/"},
        {"@language": "de"},
        {"@import": badges.OB},
        {"@propagate": False},
        {"@direction": "rtl"},
        {"own": "@id"},
        {"own": "@nest"},
        {"own": None},
        {"own": {"@id": None}},
        {"own": 5},
        {"own": {"@reverse": "urn:own"}},
        {"own": {"@id": "urn:own", "@context": {"name": "urn:other"}}},
        {"own": {"@id": "urn:own", "@nest": "@nest"}},
        {"own": {"@id": "urn:own", "@index": "urn:other"}},
        {"own": {"@id": "urn:own", "@direction": "rtl"}},
        {"own": {"@id": "@type"}},
        {"https://www.w3.org/2018/credentials#validUntil": "urn:own"},
        {"cred:validUntil": "urn:own"},
        {"valid until": "urn:own"},
        {"": "urn:own"},
    ],
)
def test_an_inline_context_that_nobody_vouches_for_only_defines_terms_of_its_own(context):
    assert refusal(with_contexts(context)) == ("contexts.inline", "/@context/2")


@pytest.mark.parametrize("where", [0, 1, 2])
@pytest.mark.parametrize("name", ["name", "issuer", "validUntil", "id", "type", "AchievementSubject", "achievement"])
def test_a_known_term_is_not_redefined_from_whichever_side(name, where):
    """Refused where the term is protected; else our contexts have the last word, for the types that bring the term."""
    badge = badges.open_badge()
    badge["@context"].insert(where, {name: "https://attacker.example/#own"})
    try:
        result = canonicalize(badge, contexts=BUNDLED)
    except JsonLdError as error:
        assert (error.code, error.pointer) == ("contexts.invalid", "/@context")  # noqa: PT017  # one of two good ends
    else:
        assert result.nquads == canonicalize(badges.open_badge(), contexts=BUNDLED).nquads
        assert (result.document, result.unpinned) == (badge, ())


@pytest.mark.parametrize("name", ["name", "id", "type", "AchievementSubject"])
def test_a_protected_term_is_not_redefined_behind_the_context_that_protects_it(name):
    assert refusal(with_contexts({name: "https://attacker.example/#own"})) == ("contexts.invalid", "/@context")


def test_nor_is_it_by_a_context_that_somebody_vouches_for():
    assert refusal(with_contexts(EXTENSION), with_context({"name": "urn:own"})) == ("contexts.invalid", "/@context")
    inline = {"name": "urn:own"}
    assert refusal(with_contexts(inline), Contexts(inline={digest(inline)})) == ("contexts.invalid", "/@context")


@pytest.mark.parametrize(
    "definitions", [{"@language": "e n"}, {"@propagate": False}, {"own": {"context": {}}}, {"own": 5}]
)
def test_a_broken_context_is_refused_even_where_somebody_vouches_for_it(definitions):
    document = {"@context": EXTENSION, "@id": "urn:uuid:1"}
    assert refusal(document, with_context({"@version": 1.1, **definitions})) == ("contexts.invalid", "/@context")


@pytest.mark.parametrize("propagate", [True])
def test_scopes_reach_as_far_as_they_do_without_propagate(propagate):
    scoped = {"@version": 1.1, "@propagate": propagate, "own": "urn:own"}
    contexts = with_context({"@version": 1.1, "Own": {"@id": "urn:Own", "@context": scoped}})
    assert refusal({"@context": EXTENSION, "@type": "Own"}, contexts)[0] == "contexts.invalid"


def test_members_types_and_values_of_an_unpinned_context_are_kept_from_readers():
    own = {"Own": "urn:Own", "own": "urn:own", "ownId": {"@id": "urn:ownId", "@type": "@id"}}
    badge = badges.open_badge()
    badge["@context"].append(own)
    badge["type"].append("Own")
    badge["own"] = {"name": "inside"}
    badge["credentialSubject"]["achievement"]["ownId"] = "https://uni.example/own"
    result = canonicalize(badge, contexts=BUNDLED)
    assert result.nquads == by_pyld(badge)
    assert set(result.unpinned) == {"/type", "/own", "/credentialSubject/achievement/ownId"}
    assert result.document == {**badges.open_badge(), "@context": badge["@context"]}
    assert "own" in badge, "the document that came in is left alone"
    vouched = canonicalize(badge, contexts=Contexts(inline={digest(own)}))
    assert (vouched.nquads, vouched.document, vouched.unpinned) == (result.nquads, badge, ())


def test_a_value_that_only_an_unpinned_context_explains_is_refused():
    contexts = with_context({"@version": 1.1, "mode": {"@id": "urn:mode", "@type": "@vocab"}})
    document = extended(mode="Own")
    document["@context"].append({"Own": "urn:Own"})
    assert refusal(document, contexts) == ("jsonld.unpinned-value", "/mode")


@pytest.mark.parametrize(
    ("context", "code"),
    [
        ({"own": "urn:own"}, "contexts.embedded"),
        (None, "contexts.embedded"),
        ([badges.V2, {"own": "urn:own"}], "contexts.embedded"),
        ("https://attacker.example/context", "contexts.embedded"),
        ([badges.V2] * 33, "contexts.embedded"),
    ],
)
def test_the_context_of_an_embedded_credential_is_a_list_of_known_urls(context, code):
    badge = badges.endorsed_badge()
    badge["credentialSubject"]["achievement"]["endorsement"][0]["@context"] = context
    pointer = "/credentialSubject/achievement/endorsement/0/@context"
    assert refusal(badge) == (code, pointer)


def test_a_proof_over_json_inside_repeats_the_contexts_of_its_credential():
    badge = badges.endorsed_badge()
    endorsement = badge["credentialSubject"]["achievement"]["endorsement"][0]
    endorsement["proof"] |= {"@context": endorsement["@context"], "cryptosuite": "eddsa-jcs-2022"}
    assert canonicalize(badge, contexts=BUNDLED).nquads == by_pyld(badge)
    endorsement["proof"]["@context"] = {"expires": "urn:other"}
    assert refusal(badge)[0] == "contexts.embedded"


def test_an_object_that_is_no_credential_has_no_context_of_its_own():
    badge = badges.open_badge()
    badge["credentialSubject"]["@context"] = badges.V2
    assert refusal(badge) == ("jsonld.nested-context", "/credentialSubject")


# --- size ---------------------------------------------------------------------------------------------------------------


def nested(depth):
    document = {"type": ["Evidence"]}
    for _ in range(depth):
        document = {"type": ["Evidence"], "alignment": document}
    return {**badges.endorsement(), "alignment": document}


@pytest.mark.parametrize("depth", [500, 5_000, 100_000])
def test_depth_ends_in_an_error_of_ours(depth):
    document = nested(depth)
    assert refusal(document) == ("jsonld.depth", "")
    while "alignment" in document:  # an interpreter that frees what is so deep at once recurses, too
        document = document.pop("alignment")


def test_a_context_nested_too_deeply_is_refused():
    context = {"own": "urn:own"}
    for _ in range(5_000):
        context = {"own": context}
    assert refusal(with_contexts(context))[0] == "contexts.entry"


def test_too_many_statements_are_given_up():
    badge = badges.open_badge()
    badge["evidence"] = [{"type": ["Evidence"]} for _ in range(100_001)]
    assert refusal(badge)[0] == "jsonld.size"


def test_too_many_changes_of_context_are_given_up():
    contexts = with_context(
        {"@version": 1.1} | {f"T{n}": {"@id": f"urn:T{n}", "@context": {f"m{n}": f"urn:m{n}"}} for n in range(300)}
    )
    document = extended(evidence=[{"type": [f"T{n}"]} for n in range(300)])
    assert refusal(document, contexts)[0] == "jsonld.size"


def test_a_poisoned_graph_in_a_credential_is_given_up_at_once():
    badge = badges.open_badge()
    alike = [{"type": ["Alignment"]} for _ in range(9)]
    badge["evidence"] = [{"type": ["Evidence"], "alignment": alike} for _ in range(2)]
    assert refusal(badge) == ("rdfc.budget", "")


def test_a_path_through_alike_nodes_longer_than_the_stack_is_given_up():
    ring = [(f"_:n{number}", "<urn:p>", f"_:n{(number + 1) % 3000}", "") for number in range(3000)]
    with pytest.raises(JsonLdError) as caught:
        rdfc.canonicalize(ring)
    assert caught.value.code == "rdfc.budget"


# --- the list is whole ----------------------------------------------------------------------------------------------------


def test_every_rule_of_the_layer_has_a_test_in_this_module():
    sources = (ROOT / "src" / "credseal" / "jsonld").glob("*.py")
    raised = {
        code
        for source in sources
        if source.name != "lint.py"
        for code in re.findall(r'"((?:jsonld|contexts|rdfc)\.[a-z-]+)"', source.read_text(encoding="utf-8"))
    }
    here = (ROOT / "tests" / "hostile" / "test_spelling.py").read_text(encoding="utf-8")
    assert not {code for code in raised if f'"{code}"' not in here}
