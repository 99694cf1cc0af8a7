"""Mutated credentials: we refuse, or our canonical N-Quads are those of PyLD (expansion) and of pyoxigraph (RDFC-1.0).

The mutants are seeded: the name of a failing test and the number in its message are enough to make one again. Set
``CREDSEAL_FUZZ`` to the number of mutants for a longer run.
"""

import copy
import json
import os
import random

import pytest

import badges
from credseal.errors import JsonLdError
from credseal.jsonld.canonical import canonicalize
from credseal.jsonld.contexts import Contexts
from nquads import canonical_by_pyoxigraph
from pyld_peer import by_pyld

MUTANTS = int(os.environ.get("CREDSEAL_FUZZ", "10000"))
BATCHES = 20

# What the contexts that we ship do not have: containers of all kinds, default languages, scoped contexts, @vocab.
EXTENSION_URL = "https://uni.example/contexts/extension/v1"
EXTENSION = {
    "@context": {
        "@version": 1.1,
        "ex": {"@id": "https://uni.example/vocab#", "@prefix": True},
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "motto": {"@id": "ex:motto", "@container": "@language"},
        "mottos": {"@id": "ex:mottos", "@container": ["@language", "@set"]},
        "steps": {"@id": "ex:steps", "@container": "@list"},
        "stepIds": {"@id": "ex:stepIds", "@container": "@list", "@type": "@id"},
        "grades": {"@id": "ex:grades", "@type": "xsd:decimal", "@container": "@list"},
        "weight": {"@id": "ex:weight", "@type": "xsd:double"},
        "count": {"@id": "ex:count", "@type": "xsd:integer"},
        "passed": {"@id": "ex:passed", "@type": "xsd:boolean"},
        "label": {"@id": "ex:label", "@language": "de"},
        "code": {"@id": "ex:code", "@language": None},
        "remark": {"@id": "ex:remark", "@type": "xsd:string"},
        "raw": {"@id": "ex:raw", "@type": "@json"},
        "free": {"@id": "ex:free", "@type": "@none"},
        "mode": {"@id": "ex:mode", "@type": "@vocab"},
        "Online": "ex:Online",
        "Onsite": "ex:Onsite",
        "place": {"@id": "ex:place", "@type": "@id"},
        "statements": {"@id": "ex:statements", "@container": "@graph"},
        "module": {
            "@id": "ex:module",
            "@context": {
                "@language": "fr",
                "title": "ex:title",
                "mode": {"@id": "ex:moduleMode", "@type": "@vocab"},
                "Blended": "ex:Blended",
            },
        },
        "outcome": {"@id": "ex:outcome", "@type": "@vocab", "@context": {"@vocab": "https://uni.example/outcomes#"}},
        "Lecture": {
            "@id": "ex:Lecture",
            "@context": {
                "hours": {"@id": "ex:hours", "@type": "xsd:integer"},
                "@language": "it",
                "title": "ex:lectureTitle",
            },
        },
        "Seminar": {"@id": "ex:Seminar", "@context": {"@vocab": "https://uni.example/seminars#"}},
        "hidden": None,
        "backwards": {"@reverse": "ex:forwards"},
        "indexed": {"@id": "ex:indexed", "@container": "@index"},
        "byId": {"@id": "ex:byId", "@container": "@id"},
        "byType": {"@id": "ex:byType", "@container": "@type"},
        "nested": "@nest",
    }
}
REMOTE = {EXTENSION_URL: EXTENSION}
CONTEXTS = Contexts(extra=REMOTE)


def extended_badge():
    """An Open Badge with members of the extension."""
    badge = badges.open_badge()
    badge["@context"].append(EXTENSION_URL)
    badge["motto"] = {"en": "Learn.", "de-at": ["Lerne!", "Weiter!"]}
    badge["credentialSubject"]["achievement"] |= {
        "mottos": {"en": ["a", "b"]},
        "steps": ["first", 2, 2.5, True, {"name": "third"}],
        "stepIds": ["https://uni.example/s/1", "https://uni.example/s/2"],
        "grades": [1, 1.3, "2.00"],
        "weight": 3,
        "count": 7,
        "passed": True,
        "label": "Etikett",
        "code": "C-1",
        "remark": "free text",
        "raw": {"b": [1.5, None, {"a": "\u20ac"}], "a": "x"},
        "free": "text",
        "mode": ["Online", "https://uni.example/modes/3"],
        "place": "https://uni.example/places/1",
        "statements": {"name": "inside", "mode": "Onsite"},
        "module": {"title": "un", "mode": "Blended", "place": "https://uni.example/places/2"},
        "outcome": "Data",
    }
    badge["credentialSubject"]["result"][0] |= {"type": ["Result", "Lecture"], "hours": 12, "title": "lezione"}
    badge["evidence"][0] |= {"type": ["Evidence", "Seminar"], "anything": "undefined but for @vocab"}
    return badge


def numbers_and_lists():
    """A small document with every kind of number and list."""
    return {
        "@context": [badges.V2, badges.OB, EXTENSION_URL],
        "id": "urn:uuid:0a6e1d2c-0001-4000-8000-00000000000b",
        "type": ["VerifiableCredential"],
        "issuer": badges.UNIVERSITY,
        "credentialSubject": {
            "weight": 1e-7,
            "count": 2**53 - 1,
            "grades": [0, -0.5, 1e15, 100.25],
            "steps": [],
            "name": [1, 1.5, 1.25e-300, -0.0009765625, False],
        },
    }


BASES = (
    badges.open_badge,
    badges.badge_on_vc_1,
    badges.endorsement,
    badges.endorsed_badge,
    badges.badge_in_many_scripts,
    extended_badge,
    extended_badge,
    numbers_and_lists,
    numbers_and_lists,
)

IRIS = (
    "https://uni.example/", "urn:uuid:1", "did:example:ada#key-1", "https://uni.example/ü", "https://uni.example/a b",
    "https://uni.example/<", "relative", "../up", "//host/path", "", "#fragment", "http:", "ex:compact", "cred:x", "_:blank", "mailto:",
    "https://uni.example/\U0001f4ca", 'urn:x"y', "urn:x\\y", "urn:x\x00", "urn:\ufffe", "xsd:date", "schema:name", "1a:b",
    "https://www.w3.org/2018/credentials#VerifiableCredential", "https://uni.example/vocab#Online", "https://uni.example/outcomes#Data",
    "@id", "@type", "@none", "@foo", "data:,",
)  # fmt: skip
TEXTS = (
    "", "x", "Data", "true", "4", "4.0", "2.5E0", "1e5", "\n", "\r\n", "\t", '"', "\\", "\\u0041", "\x00", "\x07", "\x08", "\x0b", "\x0c", "\x1f",
    "\x7f", "\x85", "\u2028", "\ufeff", "\ufffe", "\uffff", "é", "\U0001f4ca", "\U0010ffff", "e\u0301", '" .\n<urn:a> <urn:b> "c', "2026-11-20T10:00:00Z",
)  # fmt: skip
NUMBERS = (
    0, -0.0, 1, -1, 4.0, 0.1, 0.30000000000000004, 1e-7, 1.5e-9, 123456789.123, 1e16, 1e21, 1.5e21, 1e100, 1.7976931348623157e308, 5e-324,
    2**31, 2**53 - 1, 2**53, 2**64, -(2**53), 10**400, 3.3333333333333335, 1.1e-300,
)  # fmt: skip
LANGUAGES = (
    "en",
    "de-AT",
    "EN",
    "x-private",
    "",
    "e n",
    "en_US",
    "e1",
    "@none",
    "en .\n<urn:a> <urn:b> <urn:c>",
    "abcdefghi",
    "none",
)
TYPES = (
    "Achievement", "AchievementSubject", "Alignment", "Profile", "Result", "ResultDescription", "Evidence", "IdentityObject", "Lecture",
    "Seminar", "Criteria", "criteria", "Image", "OpenBadgeCredential", "AchievementCredential", "VerifiableCredential", "Unknown",
    "DataIntegrityProof", "BitstringStatusListEntry", "hidden", "id", "mode",
)  # fmt: skip
KEYS = (
    "name", "description", "narrative", "image", "url", "alignment", "criteria", "Criteria", "creator", "achievement", "identifier", "result",
    "validUntil", "credentialStatus", "termsOfUse", "evidence", "proof", "endorsement", "issuer", "hashed", "creditsAvailable", "latitude",
    "allowedValue", "tag", "requiredValue", "id", "type", "@id", "@type", "@value", "@language", "@list", "@set", "@graph", "@included",
    "@nest", "@reverse", "@index", "@context", "@direction", "@json", "@foo", "@", "", "undefined", "ex:motto", "cred:validUntil",
    "https://www.w3.org/2018/credentials#validUntil", "https://schema.org/name", "name ", "Name", "n\u0430me", "\x00", *EXTENSION["@context"],
)  # fmt: skip


def random_scalar(chance):
    return chance.choice((IRIS, NUMBERS, (True, False, None), TEXTS, TEXTS))


def random_value(chance, document, depth=0):
    if depth == 3 or chance.random() < 0.45:
        return chance.choice(random_scalar(chance))
    return chance.choice(VALUES)(chance, document, depth + 1)


def random_node(chance, document, depth):
    return {chance.choice(KEYS): random_value(chance, document, depth) for _ in range(chance.randrange(4))}


VALUES = (
    lambda chance, document, depth: [random_value(chance, document, depth) for _ in range(chance.randrange(4))],
    lambda chance, document, _: {"@value": random_value(chance, document, 3), "@language": chance.choice(LANGUAGES)},
    lambda chance, _, __: {"@value": chance.choice(TEXTS), "@type": chance.choice(IRIS)},
    lambda chance, _, __: {"id": chance.choice(IRIS)},
    lambda chance, _, __: {chance.choice(LANGUAGES): chance.choice(TEXTS) for _ in range(2)},
    lambda chance, document, _: copy.deepcopy(chance.choice(places(document))[2]),
    lambda chance, document, depth: {
        **random_node(chance, document, depth),
        "type": chance.sample(TYPES, chance.randrange(1, 3)),
    },
    random_node,
)


def random_context(chance):
    return chance.choice(
        (
            badges.V1, badges.V2, badges.OB, badges.OB_3_0_2, badges.CLR, EXTENSION_URL, "https://unknown.example/", None, {}, [],
            {"own": "https://own.example/v#own"},
            {"validTill": "https://www.w3.org/2018/credentials#validUntil"},
            {"own": {"@id": "https://own.example/v#own", "@type": "@id"}, "Own": "https://own.example/v#Own"},
            {"name": "https://own.example/v#name"},
            {"@vocab": "https://own.example/v#"},
            {"@language": "en"},
            {"@base": "https://own.example/"},
            {"own": "ex:own", "pre": {"@id": "https://own.example/", "@prefix": True}},
            [badges.V2, badges.OB],
        )
    )  # fmt: skip


def places(value):
    """Everything in the document below ``@context``: holder, step, value."""
    found = []

    def visit(holder):
        for step, inner in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
            if step != "@context":
                found.append((holder, step, inner))
                if isinstance(inner, dict | list):
                    visit(inner)

    visit(value)
    return found


def mutate(document, chance):
    """Changes the document in one place."""
    place = chance.choice(places(document))
    changes = IN_OBJECTS if isinstance(place[0], dict) and chance.random() < 0.4 else ANYWHERE
    chance.choice(changes)(place, document, chance)


def remove(place, _, __):
    holder, step, _ = place
    holder.pop(step)


def replace(place, document, chance):
    holder, step, _ = place
    holder[step] = random_value(chance, document)


def swap(place, document, chance):
    holder, step, value = place
    other, other_step, other_value = chance.choice(places(document))
    holder[step], other[other_step] = copy.deepcopy(other_value), copy.deepcopy(value)


def wrap_in_array(place, document, chance):
    holder, step, value = place
    holder[step] = [value, *(random_value(chance, document) for _ in range(chance.randrange(2)))]


def wrap_in_object(place, _, chance):
    holder, step, value = place
    holder[step] = {chance.choice(("@value", "@list", "@set", "id", "@graph")): value}


def unwrap(place, _, chance):
    holder, step, value = place
    if isinstance(value, list) and value:
        holder[step] = chance.choice(value)


def edit(place, _, chance):
    holder, step, value = place
    if isinstance(value, str):
        holder[step] = chance.choice((value.upper(), value + chance.choice(TEXTS), value[1:], chance.choice(IRIS)))


def insert_context(_, document, chance):
    document["@context"] = listed(document["@context"])
    document["@context"].insert(chance.randrange(4), random_context(chance))


def drop_contexts(_, document, chance):
    document["@context"] = listed(document["@context"])
    chance.shuffle(document["@context"])
    del document["@context"][chance.randrange(1, 4) :]


def rename(place, _, chance):
    holder, step, _ = place
    holder[chance.choice(KEYS)] = holder.pop(step)


def repeat(place, _, chance):
    holder, _, value = place
    holder[chance.choice(KEYS)] = copy.deepcopy(value)


def retype(place, _, chance):
    place[0]["type"] = chance.sample(TYPES, chance.randrange(1, 4))


def nest_context(place, _, chance):
    place[0]["@context"] = random_context(chance)


def identify(place, document, chance):
    place[0]["id"] = chance.choice([*IRIS, *(value for _, key, value in places(document) if key == "id")])


def add(place, document, chance):
    place[0][chance.choice(KEYS)] = random_value(chance, document)


ANYWHERE = (remove, replace, replace, swap, wrap_in_array, wrap_in_object, unwrap, edit, insert_context, drop_contexts)
IN_OBJECTS = (rename, repeat, retype, nest_context, identify, add)


def listed(value):
    return value if isinstance(value, list) else [value]


def mutant(number):
    """Mutant ``number``, the same in every run."""
    chance = random.Random(number)  # noqa: S311  # no secret: the same mutants in every run
    document = chance.choice(BASES)()
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        mutate(document, chance)
    return document


def pyld_escapes(nquads):
    """Whether the text has none of the characters that RDFC-1.0 escapes and PyLD does not."""
    return not any(mark in nquads for mark in (b"\\u", b"\\b", b"\\f"))


def by_peers(document, ours):
    """What PyLD makes of the document, and what pyoxigraph makes of that and of our own form.

    Raises:
        SyntaxError: pyoxigraph knows finer points of IRIs and language tags than the grammar of N-Quads.
    """
    theirs = by_pyld(document, REMOTE)
    if pyld_escapes(ours):
        theirs = b"".join(sorted(set(theirs.splitlines(keepends=True))))  # PyLD repeats the statement of an empty list
        return theirs, canonical_by_pyoxigraph(ours)
    return canonical_by_pyoxigraph(theirs), canonical_by_pyoxigraph(ours)


@pytest.mark.filterwarnings("ignore::SyntaxWarning")  # PyLD's, about keys like "@foo"
@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_mutant_is_refused_or_equal(batch):
    accepted, unread, refusals = 0, 0, []
    for number in range(batch, MUTANTS, BATCHES):
        document = mutant(number)
        before = json.dumps(document)
        try:
            ours = canonicalize(document, contexts=CONTEXTS).nquads
        except JsonLdError as error:
            refusals.append((number, error))
            continue
        finally:
            assert json.dumps(document) == before, f"mutant {number} was changed on the way"
        accepted += 1
        try:
            expanded, canonical = by_peers(document, ours)
        except SyntaxError:
            unread += 1
            continue
        assert ours == expanded, f"mutant {number}: {before[:2000]}"
        assert ours == canonical, f"mutant {number}"
    assert accepted > MUTANTS / BATCHES / 20, "the mutants are too wild to say anything"
    assert unread <= 1 + accepted / 50, "pyoxigraph read too few to say anything"
    assert not [number for number, error in refusals if error.pointer is None], "a refusal that does not say where"


@pytest.mark.parametrize("base", dict.fromkeys(BASES), ids=lambda base: base.__name__)
def test_the_documents_that_are_mutated_are_accepted_and_equal_to_both_peers(base):
    nquads = canonicalize(base(), contexts=CONTEXTS).nquads
    assert by_peers(base(), nquads) == (nquads, nquads)
