"""A holder with a signed badge, who respells, moves or changes every member in every way we know of.

Each result is refused, or verifies with the very document that was signed. Where a proof over statements cannot see a
difference at all, the difference is listed here (``UNSEEN``) and in docs/conformance.md.
"""

import json
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise

import pytest

import badges
from credseal.bundled import context_urls, contexts_for
from credseal.errors import CredsealError
from credseal.jsonld.contexts import BUNDLED, Contexts, digest
from credseal.keys.signer import generate
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.securing.data_integrity.verifying import parse
from support import ROOT

SUITES = {
    "eddsa-rdfc-2022": ("eddsa-rdfc-2022", "Ed25519"),
    "ecdsa-rdfc-2019-p256": ("ecdsa-rdfc-2019", "P-256"),
    "ecdsa-rdfc-2019-p384": ("ecdsa-rdfc-2019", "P-384"),
    "eddsa-jcs-2022": ("eddsa-jcs-2022", "Ed25519"),
    "ecdsa-jcs-2019": ("ecdsa-jcs-2019", "P-256"),
}
OPTIONS = ProofOptions(
    created=datetime(2026, 11, 20, 10, tzinfo=UTC),
    expires=datetime(2036, 11, 20, 10, tzinfo=UTC),
    domain=("wallet.example", "uni.example"),
    challenge="nonce-17",
    identifier="urn:uuid:0a6e1d2c-0001-4000-8000-0000000000c1",
)
every_suite = pytest.mark.parametrize("suite", SUITES)


def badge():
    """A badge in which nodes are mentioned twice: chances to move something."""
    document = badges.endorsed_badge()
    achievement = document["credentialSubject"]["achievement"]
    achievement["creator"]["parentOrg"] = {"id": document["issuer"]["id"], "type": ["Profile"]}
    document["credentialSubject"]["source"] = achievement["creator"]["id"]
    document["evidence"][0]["audience"] = "jury"
    return document


@cache
def signer(kind):
    return generate(kind)


@cache
def signed_once(suite):
    cryptosuite, kind = SUITES[suite]
    method = f"{badges.UNIVERSITY}#key-1"
    return sign(badge(), signer(kind), verification_method=method, cryptosuite=cryptosuite, options=OPTIONS)


def signed(suite):
    return clone(signed_once(suite))


def verified(document, suite, contexts=BUNDLED):
    found = parse(document, contexts=contexts)
    (proof,) = found.proofs
    return found.verify(proof, signer(SUITES[suite][1]).public_key)


def accepted(document, suite, contexts=BUNDLED):
    """What verifies, or None where anything is refused."""
    try:
        return verified(document, suite, contexts)
    except CredsealError:
        return None


def clone(document):
    """A copy of JSON, faster than copy.deepcopy."""
    return json.loads(json.dumps(document))


def without(document, *members):
    return {key: value for key, value in document.items() if key not in members}


# --- what the contexts make of a term ------------------------------------------------------------------------------------


@cache
def definitions():
    """Term to its IRIs and datatypes, in whatever scope, over the contexts that the badge uses."""
    found = {}

    def collect(context):
        for term, definition in context.items():
            expanded = {"@id": definition} if isinstance(definition, str) else definition
            if term[:1] != "@" and isinstance(expanded, dict) and ":" in expanded.get("@id", ""):
                found.setdefault(term, set()).add((expanded["@id"], expanded.get("@type")))
                collect(expanded.get("@context") or {})

    for url in (badges.V2, badges.OB):
        collect(contexts_for(url)[0].document["@context"])
    return found


def objects(value, path=()):
    """Every object of the document, with its path."""
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            if key != "@context":
                yield from objects(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from objects(inner, (*path, index))


def at(document, path):
    for step in path:
        document = document[step]
    return document


def listed(value):
    return value if isinstance(value, list) else [value]


def is_text_under(datatype, value):
    return isinstance(value, str) and datatype is not None and datatype[:1] != "@"


# --- the respellings -------------------------------------------------------------------------------------------------------
# Each takes the node (an object of a copy of the document), a key of it, and the copy; it changes the copy, or yields several
# ways to do so as functions.


def renamed(node, key, document):
    """Full IRI, compact IRI, alias: as they stand, and with the datatype that the term would have given."""
    for iri, datatype in definitions().get(key, ()):
        typed = {"@value": node[key], "@type": datatype} if is_text_under(datatype, node[key]) else node[key]
        stem = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
        alias = {"@id": iri} if datatype is None else {"@id": iri, "@type": datatype}
        for value in (node[key], typed):
            yield {iri: value}, ()
            yield {f"stem:{iri.removeprefix(stem)}": value}, ({"stem": {"@id": stem, "@prefix": True}},)
        yield {"alias": node[key]}, ({"alias": alias},)
        yield {"alias": node[key]}, ({"alias": {**alias, "@container": "@set"}},)


def hidden(node, key, document):
    """One level further down, or in a second node with the same id."""
    yield {"@nest": {key: node[key]}}, ()
    yield {"nest": {key: node[key]}}, ({"nest": "@nest"},)
    kept = {name: node[name] for name in ("id", "type") if name in node}
    for keyword in ("@included", "@graph"):
        yield {keyword: [{**kept, key: node[key]}]}, ()
        yield {keyword: {**kept, key: node[key]}}, ()


def dressed(node, key, document):
    """Another dress for the value, or another keyword for the key."""
    value = node[key]
    yield {f"@{key}": value}, ()
    for keyword in ("@value", "@list", "@set", "@id", "@type", "@graph", "@none", "@json"):
        yield {key: {keyword: value}}, ()
    for _, datatype in definitions().get(key, ()):
        yield {key: {"@value": value, "@type": datatype}}, ()
    for extra in (
        {"@index": "x"},
        {"@language": "en"},
        {"@direction": "ltr"},
        {"@context": {}},
        {"@context": badges.OB},
    ):
        if key == "proof" and extra == {"@context": badges.OB}:
            continue  # see UNSEEN
        yield {key: {**(value if isinstance(value, dict) else {"@value": value}), **extra}}, ()
    yield {key: value, "@index": "x"}, ()
    yield {key: value, "@context": {key: "https://attacker.example/#other"}}, ()
    yield {key: [[value]]}, ()
    if isinstance(value, bool | int | float):
        yield {key: str(value).lower()}, ()
    if isinstance(value, str):
        yield {key: {value: value}}, ()
        yield {key: value.swapcase() if value.swapcase() != value else f"{value} "}, ()


def mutants(document, respell):
    """Every result of a respelling at every member, with a name to tell it by."""
    for path, node in objects(document):
        for key in node:
            if key == "@context":
                continue
            for members, contexts in respell(node, key, document):
                mutant = clone(document)
                holder = at(mutant, path)
                others = {name: value for name, value in holder.items() if name != key}
                holder.clear()
                holder |= {**others, **clone(members)}
                mutant["@context"] = [*listed(mutant["@context"]), *contexts]
                yield f"{'/'.join(map(str, path))}: {key} -> {list(members)}", mutant


@every_suite
@pytest.mark.parametrize("respell", [renamed, hidden, dressed], ids=lambda respell: respell.__name__)
def test_a_respelled_member_is_refused(suite, respell):
    count = 0
    for name, mutant in mutants(signed(suite), respell):
        assert accepted(mutant, suite) is None, name
        count += 1
    assert count > 300


@every_suite
def test_every_second_home_for_a_member_is_refused(suite):
    """Relocation: a member moves to another object, which says that it is the same node."""
    document = signed(suite)
    places = [path for path, _ in objects(document)]
    count = 0
    for path, node in objects(document):
        for key in set(node) - {"id", "type", "@context"}:
            for other in places:
                if other == path or other[: len(path)] == path:
                    continue
                mutant = clone(document)
                moved = at(mutant, path).pop(key)
                at(mutant, other)[key] = moved
                at(mutant, other).update({name: node[name] for name in ("id",) if name in node})
                count += 1
                assert accepted(mutant, suite) is None, (path, key, other)
    assert count > 1000


@every_suite
def test_an_issuer_is_not_emptied_into_another_mention_of_it(suite):
    for reference in (badges.UNIVERSITY, {"id": badges.UNIVERSITY}):
        mutant = signed(suite)
        mutant["credentialSubject"]["achievement"]["creator"]["parentOrg"] = mutant["issuer"]
        mutant["issuer"] = reference
        assert accepted(mutant, suite) is None, reference


@every_suite
def test_swapped_names_are_refused_with_and_without_a_context_that_swaps_them_back(suite):
    document = signed(suite)
    for path, node in objects(document):
        names = sorted(set(node) - {"@context"})
        for first, second in pairwise(names):
            if node[first] == node[second]:
                continue
            iris = [min(definitions().get(name, [("", None)]), key=repr)[0] for name in (second, first)]
            swapping = dict(zip((first, second), iris, strict=True))
            for where, context in ((None, None), ((), swapping), (path, swapping)):
                mutant = clone(document)
                holder = at(mutant, path)
                holder[first], holder[second] = holder[second], holder[first]
                if where == ():
                    mutant["@context"] = [*mutant["@context"], context]
                elif where:
                    at(mutant, where)["@context"] = context
                assert accepted(mutant, suite) is None, (path, first, second)


@every_suite
@pytest.mark.parametrize("front", [False, True])
def test_more_contexts_change_nothing_that_readers_see(suite, front):
    """Known ones, unknown terms inline, pinned or not: refused, or the same document but for its @context."""
    original = verified(signed(suite), suite).document
    own = {"own": "https://own.example/#own"}
    count = 0
    for entry in (*context_urls(), own, {"Own": "https://own.example/#Own", "@protected": True}):
        for contexts in (BUNDLED, Contexts(inline={digest(own)})):
            mutant = signed(suite)
            mutant["@context"] = [entry, *mutant["@context"]] if front else [*mutant["@context"], entry]
            try:
                result = verified(mutant, suite, contexts)
            except CredsealError:
                continue
            count += 1
            assert without(result.document, "@context") == without(original, "@context")
            assert result.unpinned == ()
    assert count > 5 or front


@every_suite
def test_fewer_or_other_contexts_are_refused(suite):
    for mutated in (
        [badges.V2],
        [badges.OB],
        [badges.V2, badges.OB_3_0_1],
        [badges.V1, badges.OB],
        [],
        [badges.V2, badges.CLR],
    ):
        mutant = signed(suite)
        mutant["@context"] = mutated
        with pytest.raises(CredsealError):
            verified(mutant, suite)


@every_suite
def test_a_member_of_an_unpinned_context_that_the_issuer_never_signed_is_refused(suite):
    mutant = signed(suite)
    mutant["@context"] = [*mutant["@context"], {"own": "https://own.example/#own"}]
    mutant["credentialSubject"]["own"] = "x"
    with pytest.raises(CredsealError):
        verified(mutant, suite)


# --- leaves ------------------------------------------------------------------------------------------------------------------


def leaves(value, path=()):
    """The path of every value that holds no other, and of every item of an array."""
    if isinstance(value, dict | list) and value:
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(value, list) or not isinstance(inner, dict | list):
                yield (*path, step)
            yield from leaves(inner, (*path, step))


REMOVED = object()


def other_values(value):
    """Something else for a leaf."""
    if isinstance(value, str):
        return (f"{value}x", value[:-1], value.swapcase(), f" {value}", value.replace("2036", "2136"), "urn:uuid:0", "")
    if isinstance(value, bool):
        return (not value, int(value), str(value))
    if isinstance(value, int | float):
        return (value + 1, -value, str(value), value * 10)
    return ({}, [], "x")


@every_suite
def test_no_leaf_can_be_changed_removed_or_set_to_null(suite):
    document = signed(suite)
    count = 0
    for path in leaves(document):
        if "endorsement" in path and "@context" in path:
            continue  # see UNSEEN
        value = at(document, path)
        for other in (*other_values(value), None, REMOVED):
            if repr(other) == repr(value):
                continue
            mutant = clone(document)
            holder = at(mutant, path[:-1])
            if other is REMOVED:
                del holder[path[-1]]
            else:
                holder[path[-1]] = other
            count += 1
            assert accepted(mutant, suite) is None, (path, other)
    assert count > 900


@every_suite
@pytest.mark.parametrize(
    "key", ["validFrom", "credentialStatus", "termsOfUse", "refreshService", "name", "image", "own", "@foo"]
)
def test_no_member_can_be_added(suite, key):
    document = signed(suite)
    for path, node in objects(document):
        if key in node:
            continue
        for value in ("https://uni.example/x", {}, [], None, {"id": "urn:uuid:0"}, [{"type": "Profile"}], True, 0):
            mutant = clone(document)
            at(mutant, path)[key] = value
            assert accepted(mutant, suite) is None, (path, value)


# --- what a proof over statements cannot see ----------------------------------------------------------------------------------


def reordered_set(document):
    document["credentialSubject"]["achievement"]["alignment"].reverse()
    document["type"].reverse()


def repeated_text(document):
    document["credentialSubject"]["achievement"]["tag"] *= 2


def one_for_an_array_of_one(document):
    document["credentialSchema"] = document["credentialSchema"][0]
    document["name"] = [document["name"]]


def reference_as_object(document):
    document["credentialSubject"]["source"] = {"id": document["credentialSubject"]["source"]}


def language_tag_in_capitals(document):
    document["description"] = {"@value": "Δύο μονάδες", "@language": "EL"}


def integer_with_decimals(document):
    document["credentialSubject"]["achievement"]["creditsAvailable"] = 2.0


def other_name_of_the_class(document):
    document["type"][document["type"].index("OpenBadgeCredential")] = "AchievementCredential"


def description_at_the_other_mention(document):
    subject, achievement = document["credentialSubject"], document["credentialSubject"]["achievement"]
    subject["source"], achievement["creator"] = achievement["creator"], {"id": subject["source"]}


def context_that_changes_nothing(document):
    document["@context"].append(badges.CLR)


def context_of_an_embedded_credential(document):
    (endorsement,) = document["credentialSubject"]["achievement"]["endorsement"]
    endorsement["proof"]["@context"] = endorsement.pop("@context")


UNSEEN = {
    reordered_set: "The order of values in a set: arrays, types too, unless the term is a list (`allowedValue`).",
    repeated_text: "A text or reference that stands twice in a set.",
    one_for_an_array_of_one: "One value, or an array of that one value.",
    reference_as_object: "A reference as a string, or as an object with nothing but that `id`.",
    language_tag_in_capitals: "Capital and small letters in language tags.",
    integer_with_decimals: "`2`, `2.0` or `2e0`.",
    other_name_of_the_class: "`AchievementCredential` or `OpenBadgeCredential` as type: two names of one class.",
    description_at_the_other_mention: (
        "Which of several mentions of an `id` describes it, below the members of the top (`source` and `creator`)."
    ),
    context_that_changes_nothing: "Further known contexts, where every member keeps its meaning.",
    context_of_an_embedded_credential: (
        "A known `@context` of an embedded credential, or of its proof, that adds nothing to the one around it."
    ),
}


@pytest.mark.parametrize("change", UNSEEN, ids=lambda change: change.__name__)
@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "ecdsa-rdfc-2019-p384"])
def test_what_a_proof_over_statements_cannot_see(suite, change):
    document = badge()
    document["description"] = {"@value": "Δύο μονάδες", "@language": "el"}
    cryptosuite, kind = SUITES[suite]
    method = f"{badges.UNIVERSITY}#key-1"
    secured = clone(sign(document, signer(kind), verification_method=method, cryptosuite=cryptosuite))
    change(secured)
    result = verified(secured, suite)
    assert result.document == without(secured, "proof")
    assert (result.document != document) is not (change is integer_with_decimals)  # Python holds 2 and 2.0 to be equal
    assert result.unpinned == ()


@pytest.mark.parametrize("change", UNSEEN, ids=lambda change: change.__name__)
@pytest.mark.parametrize("suite", ["eddsa-jcs-2022", "ecdsa-jcs-2019"])
def test_a_proof_over_the_json_sees_it_but_for_what_it_leaves_open_on_purpose(suite, change):
    document = badge()
    document["description"] = {"@value": "Δύο μονάδες", "@language": "el"}
    cryptosuite, kind = SUITES[suite]
    method = f"{badges.UNIVERSITY}#key-1"
    secured = clone(sign(document, signer(kind), verification_method=method, cryptosuite=cryptosuite))
    change(secured)
    if change in (integer_with_decimals, context_that_changes_nothing):
        # RFC 8785 writes 2.0 as 2; the proof's own @context is the beginning of the document's, and is the one that is read.
        assert verified(secured, suite).document == document
    else:
        with pytest.raises(CredsealError):
            verified(secured, suite)


@pytest.mark.parametrize("change", UNSEEN, ids=lambda change: change.__name__)
def test_the_documentation_lists_it(change):
    text = (ROOT / "docs" / "conformance.md").read_text(encoding="utf-8")
    section = text.partition("## What an RDF proof cannot see")[2].partition("\n## ")[0]
    assert f"* {UNSEEN[change]}" in " ".join(section.split()).replace(" * ", "\n* ") + "\n"
