"""SD-JWTs for tests: honest ones, ones that an honest issuer would not sign, and the specifications that others made of test cases.

token = forged({"vct": TYPE, "_sd": [digested(GIVEN_NAME)]}, GIVEN_NAME)
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import yaml

from credseal.encoding import base64url
from credseal.errors import CredsealError
from credseal.keys.jwk import to_jwk
from credseal.keys.signer import generate
from credseal.securing.sd_jwt.disclosures import digest
from credseal.securing.sd_jwt.key_binding import check_key_binding
from credseal.securing.sd_jwt.parsing import parse
from credseal.securing.sd_jwt.signing import signed

ISSUER, HOLDER, STRANGER = generate("P-256"), generate("P-256"), generate("P-256")
UNIVERSITY = "https://uni.example"
VERIFIER = "https://employer.example"
NONCE = "n-0S6_WzA2Mj-128-bits"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
VCT = "urn:eu.europa.ec.eudi:learning:credential:1"
TYP = "dc+sd-jwt"
ES256 = frozenset({"ES256"})

CLAIMS = {
    "iss": UNIVERSITY,
    "vct": VCT,
    "iat": int(NOW.timestamp()) - 3600,
    "exp": int(NOW.timestamp()) + 86400,
    "cnf": {"jwk": to_jwk(HOLDER.public_key)},
    "status": {"status_list": {"idx": 412, "uri": "https://uni.example/status/1"}},
    "achievement_title": "Data literacy",
    "given_name": "Ada",
    "family_name": "Example",
    "nationalities": ["IE", "PL", "PT"],
    "address": {"locality": "Example Town", "country": "PL"},
}
PATHS = [
    ("given_name",), ("family_name",), ("nationalities", None), ("address",), ("address", "locality"),
]  # fmt: skip


def disclosed(*claim):
    """A disclosure, as anybody can write one."""
    return base64url.encode(json.dumps(list(claim)).encode())


def digested(disclosure, hash_name="sha-256"):
    return digest(disclosure, hash_name)


GIVEN_NAME = disclosed("salt-1-salt-1-salt-1-s", "given_name", "Ada")
FAMILY_NAME = disclosed("salt-2-salt-2-salt-2-s", "family_name", "Example")
ELEMENT = disclosed("salt-3-salt-3-salt-3-s", "PL")


def forged(payload, *disclosures, signer=ISSUER, proof="", **header):
    """Whatever an issuer may sign, with whatever disclosures."""
    return "~".join([signed({"typ": TYP, **header}, payload, signer), *disclosures, proof])


def signed_bytes(typ, payload, signer):
    """A token with whatever payload, JSON or not."""
    header = base64url.encode(json.dumps({"alg": "ES256", "typ": typ}).encode())
    signing_input = f"{header}.{base64url.encode(payload)}"
    return f"{signing_input}.{base64url.encode(signer.sign(signing_input.encode()))}"


def read(text, signer=ISSUER):
    """What an SD-JWT of our issuer says."""
    return parse(text).verify(signer.public_key, algorithms=ES256, types={TYP})


def checked(text, signer=ISSUER, **other):
    """The proof of the holder's key, checked as the verifier would."""
    asked = {"nonce": NONCE, "audience": VERIFIER, "at": NOW, "max_age": timedelta(minutes=5), "algorithms": ES256}
    said = read(text, signer)
    return check_key_binding(said.token, said, **{**asked, **other})


def refusal(make, *arguments, **named):
    """The code with which something is refused."""
    with pytest.raises(CredsealError) as caught:
        make(*arguments, **named)
    return caught.value.code


class Sd(yaml.YAMLObject):
    """What the tag ``!sd`` marks: a member's name or an element that is selectively disclosable."""

    yaml_loader = ()

    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return hash(json.dumps(self.value))

    def __eq__(self, other):
        return isinstance(other, Sd) and self.value == other.value


class _Loader(yaml.SafeLoader):
    """Reads specifications: a tagged scalar is of the type that it would have without the tag."""

    def tagged(self, node):
        if isinstance(node, yaml.MappingNode):
            return Sd(self.construct_mapping(node, deep=True))
        if isinstance(node, yaml.SequenceNode):
            return Sd(self.construct_sequence(node, deep=True))
        tag = self.resolve(yaml.ScalarNode, node.value, (node.style is None, False))
        return Sd(self.construct_object(yaml.ScalarNode(tag, node.value)))


_Loader.add_constructor("!sd", _Loader.tagged)


@dataclass(frozen=True)
class Specification:
    """A test case.

    Attributes:
        marked: the claims, ``Sd`` around what is selectively disclosable.
        claims: the same without marks.
        disclosable: where the marks were.
        chosen: what the holder shows, in the form of the specification.
        shown: the same as paths.
        expected: the claims that are then seen; None where the specification does not say.
        key_binding: whether the holder proves a key.
        header: further members of the header.
    """

    marked: Any
    claims: Any
    disclosable: list[tuple[str | int, ...]]
    chosen: Any
    shown: list[tuple[str | int, ...]]
    expected: Any
    key_binding: bool
    header: dict[str, Any]


def specification(path):
    """A specification, from its file."""
    given = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  a safe loader, with one tag more
    marked = given["user_claims"]
    found = []
    _find(marked, (), found)
    chosen = given["holder_disclosed_claims"]
    return Specification(
        marked=marked,
        claims=_unmarked(marked),
        disclosable=found,
        chosen=chosen,
        shown=[place for place in found if _is_chosen(chosen, place)],
        expected=given.get("expect_verified_user_claims"),
        key_binding=bool(given.get("key_binding")),
        header=given.get("extra_header_parameters", {}),
    )


def _find(value, place, found):
    inner = value.value if isinstance(value, Sd) else value
    if isinstance(value, Sd):
        found.append(place)
    if isinstance(inner, dict):
        for name, member in inner.items():
            is_marked = isinstance(name, Sd)
            _find(Sd(member) if is_marked else member, (*place, name.value if is_marked else name), found)
    elif isinstance(inner, list):
        for index, element in enumerate(inner):
            _find(element, (*place, index), found)


def _unmarked(value):
    if isinstance(value, Sd):
        return _unmarked(value.value)
    if isinstance(value, dict):
        return {_unmarked(name): _unmarked(member) for name, member in value.items()}
    return [_unmarked(element) for element in value] if isinstance(value, list) else value


def _is_chosen(chosen, place):
    """As the tool reads it for which the specifications were made: whatever is named and counts as true."""
    for step in place:
        if isinstance(chosen, dict):
            chosen = chosen.get(step)
        elif isinstance(chosen, list):
            chosen = chosen[step] if step < len(chosen) else None
        else:
            return False
        if not chosen:
            return False
    return True
