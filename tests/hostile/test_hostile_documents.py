"""A controller document written to confuse: whatever stands in it, the issuer's own key comes out, or one of two errors."""

import copy

from hypothesis import given
from hypothesis import strategies as st

from credseal.authenticity.method import NotAuthorisedError, UnresolvedError, authenticate
from credseal.did.resolver import DefaultResolver
from credseal.errors import ResolutionError
from credseal.keys.multikey import from_multikey

ISSUER = "https://uni.example/issuer"
METHOD = ISSUER + "#key-1"
MULTIKEY = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
ANOTHER = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"

SOUND = {
    "id": ISSUER,
    "controller": ISSUER,
    "verificationMethod": [
        {"id": METHOD, "type": "Multikey", "controller": ISSUER, "publicKeyMultibase": MULTIKEY},
        {"id": ISSUER + "#key-2", "type": "Multikey", "controller": ISSUER, "publicKeyMultibase": ANOTHER},
    ],
    "assertionMethod": [METHOD],
    "authentication": [ISSUER + "#key-2"],
}

text = st.one_of(
    st.sampled_from([ISSUER, METHOD, "#key-1", ISSUER + "#key-2", "#key-2", MULTIKEY, "Multikey", "JsonWebKey", "",
                     "2020-01-01T00:00:00Z", "https://evil.example", "did:web:uni.example"]),
    st.text(max_size=8),
)  # fmt: skip
member = st.sampled_from([
    "id", "type", "controller", "publicKeyMultibase", "publicKeyJwk", "verificationMethod", "assertionMethod", "authentication",
    "expires", "revoked", "kty", "keys", "kid", "iss", "crv", "x", "use", "@context", "0",
])  # fmt: skip
anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), text),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(member, inner, max_size=5)),
    max_leaves=12,
)


def answer(document):
    """The key that the document gives, or None."""
    try:
        resolver = DefaultResolver(documents={ISSUER: document})
    except ResolutionError:
        return None
    try:
        return authenticate(ISSUER, METHOD, purpose="assertionMethod", resolver=resolver).key
    except (NotAuthorisedError, UnresolvedError):
        return None


@given(anything)
def test_a_document_of_any_shape_ends_in_an_answer(document):
    assert answer(document) in {None, from_multikey(MULTIKEY)}


@given(st.integers(0, 200), member, anything)
def test_one_change_never_brings_forth_another_key(place, name, value):
    document = copy.deepcopy(SOUND)
    containers = list(containers_of(document))
    target = containers[place % len(containers)]
    if isinstance(target, dict):
        target[name] = value
    else:
        target.append(value)
    assert answer(document) in {None, from_multikey(MULTIKEY)}


def containers_of(value):
    if isinstance(value, dict | list):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from containers_of(inner)
