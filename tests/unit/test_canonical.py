"""The seam: a document in, canonical N-Quads and what may be read of it out."""

import copy
from concurrent.futures import ThreadPoolExecutor

import pytest

import badges
from credseal.errors import JsonError, JsonLdError
from credseal.jsonld import contexts as contexts_module
from credseal.jsonld.canonical import canonicalize, readable
from credseal.jsonld.contexts import BUNDLED, Contexts, digest
from nquads import canonical_by_pyoxigraph
from pyld_peer import by_pyld

OWN = {"own": "https://own.example/#own", "Own": "https://own.example/#Own"}
DOCUMENTS = [badges.open_badge, badges.badge_on_vc_1, badges.endorsement, badges.endorsed_badge]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.__name__)
def test_plain_documents_give_the_bytes_of_other_processors(document):
    result = canonicalize(document(), contexts=BUNDLED)
    assert result.nquads == by_pyld(document()) == canonical_by_pyoxigraph(result.nquads)


def read(document):
    return readable(document, contexts=BUNDLED)


def test_a_document_without_anything_to_take_out_is_answered_as_the_object_it_is():
    badge = badges.open_badge()
    before = copy.deepcopy(badge)
    result = canonicalize(badge, contexts=BUNDLED)
    assert result.document is badge
    assert result.unpinned == ()
    assert badge == before


def test_the_labels_are_those_of_the_blank_nodes():
    result = canonicalize(badges.endorsed_badge(), contexts=BUNDLED)
    assert sorted(result.labels.values()) == sorted(f"_:c14n{number}" for number in range(len(result.labels)))
    assert all(label.encode() in result.nquads for label in result.labels.values())


def test_the_hash_is_a_parameter():
    badge = badges.open_badge()
    assert (
        canonicalize(badge, contexts=BUNDLED, hash_name="sha384").nquads != canonicalize(badge, contexts=BUNDLED).nquads
    )


def test_one_context_may_be_written_as_a_string_and_order_of_members_means_nothing():
    document = {"@context": badges.V2, "id": "urn:uuid:1", "type": "VerifiableCredential", "issuer": badges.UNIVERSITY}
    other = {**dict(reversed(document.items())), "@context": [badges.V2]}
    assert canonicalize(document, contexts=BUNDLED).nquads == canonicalize(other, contexts=BUNDLED).nquads


def test_a_document_may_have_no_id():
    document = {"@context": badges.V2, "type": "VerifiableCredential"}
    assert canonicalize(document, contexts=BUNDLED).nquads.startswith(b"_:c14n0 ")


def test_an_empty_list_is_a_statement():
    contexts = Contexts(extra={"urn:context": {"@context": {"steps": {"@id": "urn:steps", "@container": "@list"}}}})
    document = {"@context": "urn:context", "@id": "urn:uuid:1", "steps": []}
    nil = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>"
    assert canonicalize(document, contexts=contexts).nquads == b"<urn:uuid:1> <urn:steps> " + nil + b" .\n"


# --- contexts that somebody vouches for -------------------------------------------------------------------------------------


def test_a_context_of_the_callers_takes_precedence_over_ours():
    ours = {"@context": {"@protected": True, "id": "@id", "name": "urn:name"}}
    document = {"@context": badges.V2, "id": "urn:uuid:1", "name": "x"}
    assert (
        canonicalize(document, contexts=Contexts(extra={badges.V2: ours})).nquads == b'<urn:uuid:1> <urn:name> "x" .\n'
    )


def test_a_context_may_name_others_that_are_known():
    extra = {"urn:all": {"@context": [badges.V2, badges.OB]}, "urn:unknown": {"@context": "https://attacker.example/"}}
    document = {**badges.endorsement(), "@context": "urn:all"}
    known = Contexts(extra=extra)
    assert canonicalize(document, contexts=known).nquads == canonicalize(badges.endorsement(), contexts=BUNDLED).nquads
    with pytest.raises(JsonLdError) as caught:
        canonicalize({**document, "@context": "urn:unknown"}, contexts=known)
    assert caught.value.code == "contexts.unknown"


def test_an_inline_context_is_pinned_by_the_digest_of_its_canonical_form():
    laid_out_otherwise = dict(reversed(OWN.items()))
    assert digest(OWN) == digest(laid_out_otherwise)
    assert Contexts(inline={digest(OWN)}).is_pinned(laid_out_otherwise)
    assert not Contexts(inline={digest(OWN)}).is_pinned({**OWN, "more": "urn:more"})
    assert not BUNDLED.is_pinned(OWN)
    assert not BUNDLED.is_pinned(5)
    with pytest.raises(JsonError):
        digest({"own": 2**60})


def test_a_pinned_inline_context_may_do_what_others_may_not():
    context = {"@vocab": "https://own.example/#", "Own": {"@id": "urn:Own", "@context": {"inner": "urn:inner"}}}
    document = {"@context": [badges.V2, context], "id": "urn:uuid:1", "type": "Own", "inner": "x", "anything": "y"}
    result = canonicalize(document, contexts=Contexts(inline={digest(context)}))
    assert result.nquads == by_pyld(document)
    assert (result.document, result.unpinned) == (document, ())


def test_scopes_are_kept_but_not_without_bound(monkeypatch):
    monkeypatch.setattr(contexts_module, "_SCOPES", 3)
    contexts = Contexts()
    assert contexts.scope([badges.V2]) is contexts.scope(badges.V2)
    for number in range(5):
        contexts.scope([badges.V2, {f"own{number}": "urn:own"}])
    assert len(contexts._scopes) == 3


def test_threads_share_contexts():
    contexts = Contexts()
    documents = [
        badges.open_badge(),
        badges.badge_on_vc_1(),
        badges.endorsed_badge(),
        badges.presentation(badges.open_badge()),
    ] * 6
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda document: canonicalize(document, contexts=contexts).nquads, documents))
    assert found == [canonicalize(document, contexts=BUNDLED).nquads for document in documents]


# --- what readers get ---------------------------------------------------------------------------------------------------------


def unpinned_badge():
    badge = badges.open_badge()
    badge["@context"].append(OWN)
    badge["credentialSubject"]["own"] = {"name": "x"}
    badge["credentialSubject"]["achievement"]["alignment"][0]["type"].append("Own")
    badge["evidence"][0]["own"] = [1, 2]
    return badge


def test_readers_get_nothing_that_only_an_unpinned_context_explains():
    result = canonicalize(unpinned_badge(), contexts=BUNDLED)
    assert result.document == {**badges.open_badge(), "@context": unpinned_badge()["@context"]}
    assert set(result.unpinned) == {
        "/evidence/0/own",
        "/credentialSubject/own",
        "/credentialSubject/achievement/alignment/0/type",
    }


def test_nor_do_they_of_a_document_whose_json_is_signed():
    document, unpinned = read(unpinned_badge())
    result = canonicalize(unpinned_badge(), contexts=BUNDLED)
    assert (document, unpinned) == (result.document, result.unpinned)


def test_of_plain_documents_whose_json_is_signed_everything_may_be_read():
    badge = {**badges.open_badge(), "undefined": None}
    assert read(badge) == (badge, ())


@pytest.mark.parametrize(
    "text", ["@ada", "https://uni.example/", "a:b", '"a:b":', '"@id":', '\\"@id":', '@\\":', "@context"]
)
def test_text_that_looks_like_a_keyword_is_text(text):
    badge = {**badges.open_badge(), "name": text, "undefined": [text, {"undefined": text}]}
    assert read(badge) == (badge, ())


@pytest.mark.parametrize("key", ["@id", "@type", "@context", "@x", '@"x', "@\\", "@"])
def test_a_member_that_looks_like_a_keyword_is_looked_at(key):
    with pytest.raises(JsonLdError):
        read({**badges.open_badge(), "credentialSubject": {key: "x"}})


@pytest.mark.parametrize(
    "document",
    [{}, {"@context": None}, {"@context": "https://attacker.example/"}, {"@context": badges.V2, "@id": "urn:x"}],
)
def test_a_document_whose_json_is_signed_still_has_known_contexts_and_plain_keys(document):
    with pytest.raises(JsonLdError):
        read(document)


def test_a_type_written_as_a_string_leaves_no_type_behind():
    document = {"@context": [badges.V2, OWN], "id": "urn:uuid:1", "type": "Own"}
    assert canonicalize(document, contexts=BUNDLED).document["type"] == []


def test_errors_say_where_and_what_to_do():
    badge = badges.endorsed_badge()
    badge["credentialSubject"]["achievement"]["endorsement"][0]["credentialSubject"]["a/b~c"] = "x"
    with pytest.raises(JsonLdError) as caught:
        canonicalize(badge, contexts=BUNDLED)
    assert caught.value.pointer == "/credentialSubject/achievement/endorsement/0/credentialSubject/a~1b~0c"
    assert caught.value.hint
    assert "a/b~c" in caught.value.message
