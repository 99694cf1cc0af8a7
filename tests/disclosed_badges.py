"""Open Badges of the W3C data model in SD-JWTs: what their issuer signs, honest or not, and what the learner shows of it.

text = badge(ADA, [("credentialSubject", "result")])
bound(shown(text, []), ADA)
"""

import copy

from credseal.encoding import sd_jwt
from credseal.keys.jwk import to_jwk
from credseal.securing.sd_jwt import issuing
from credseal.securing.sd_jwt.key_binding import bind
from credseal.securing.sd_jwt.parsing import parse
from credseal.securing.sd_jwt.presenting import present
from presentations import ADA, AUDIENCE, CHALLENGE, NOW, UNIVERSITY, badge_of
from sd_jwts import digested, disclosed, forged

TYP = "vc+sd-jwt"
RESULT = ("credentialSubject", "result")
IDENTIFIER = ("credentialSubject", "identifier")


def document(learner=ADA, *, key=ADA, **members):
    """A badge before it is signed, bound to a key by ``cnf``; a member that is None is left out."""
    made = copy.deepcopy(badge_of(learner, 7))
    del made["proof"]
    if key is not None:
        made["cnf"] = {"jwk": to_jwk(key.signer.public_key)}
    return {name: value for name, value in {**made, **members}.items() if value is not None}


def badge(learner=ADA, disclosable=(RESULT, IDENTIFIER), *, key=ADA, by=UNIVERSITY, typ=TYP, header=(), **members):
    """The badge as its issuer hands it over, with all disclosures."""
    head = {"kid": by.method, "cty": "vc", **dict(header)}
    return issuing.issue(
        document(learner, key=key, **members), by.signer, typ=typ, header=head, disclosable=disclosable
    )


def brought(*claims, into=(), typ=TYP, **members):
    """A badge into whose object at a place disclosures bring members, whatever they are: pairs of name and value."""
    payload = document(**members)
    texts = [disclosed(f"salt-{index}-of-sixteen-bytes", *claim) for index, claim in enumerate(claims)]
    node = payload
    for step in into:
        node = node[step]
    node["_sd"] = [digested(text) for text in texts]
    return forged(payload, *texts, signer=UNIVERSITY.signer, typ=typ, kid=UNIVERSITY.method)


def shown(text, paths=()):
    """What the learner shows of it."""
    return present(parse(text), paths)


def bound(text, holder=ADA, **occasion):
    """The same with the proof of a key."""
    made = {"nonce": CHALLENGE, "audience": AUDIENCE, "at": NOW, **occasion}
    return bind(text, holder.signer, **made)


def proof_of(text):
    """The proof of the holder's key behind an SD-JWT."""
    return sd_jwt.split(text).key_binding


def enveloped(text, media_type="application/vc+sd-jwt"):
    """A credential in an envelope, as it stands in presentations."""
    return {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "id": f"data:{media_type},{text}",
        "type": "EnvelopedVerifiableCredential",
    }
