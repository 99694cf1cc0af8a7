"""A university, two learners with wallets, and an employer who asks for presentations: what tests of presentations share."""

import json
from datetime import UTC, datetime

from badges import V2, open_badge
from credseal.did.key import did_of, method_id_of
from credseal.encoding import base64url
from credseal.keys.signer import generate
from credseal.securing.data_integrity.signing import ProofOptions, sign
from credseal.securing.jose.signing import algorithm_of
from credseal.securing.jose.signing import sign as sign_token
from credseal.trust.register import Register
from credseal.verifier import Verifier
from credseal.wallet import present

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
CHALLENGE = "kQ3vT9xWb2hZ7pLm0sYdRg"
AUDIENCE = "https://employer.example"


class Party:
    """Somebody with a key, and the did:key that it is."""

    def __init__(self, kind="Ed25519"):
        self.signer = generate(kind)
        self.did = did_of(self.signer.public_key)
        self.method = method_id_of(self.did)

    def sign(self, document, **options):
        """The document with a proof of this party's; the suite and the method's name are options too."""
        how = {name: options.pop(name) for name in ("cryptosuite",) if name in options}
        method = options.pop("verification_method", self.method)
        said = ProofOptions(**{"created": NOW, **options})
        return sign(document, self.signer, verification_method=method, options=said, **how)

    def show(self, *credentials, **options):
        """The presentation that this party's wallet makes; as JSON."""
        options = {"challenge": CHALLENGE, "domain": AUDIENCE, "clock": lambda: NOW, **options}
        return present(credentials, self.signer, **options).document

    def token(self, *credentials, securing="vp+jwt", **options):
        """The presentation that this party's wallet makes; as a token."""
        options = {"challenge": CHALLENGE, "domain": AUDIENCE, "clock": lambda: NOW, **options}
        return present(credentials, self.signer, securing=securing, **options).token

    def any_token(self, *credentials, header=(), claims=(), **members):
        """A presentation that a wallet without scruples makes, as a token: with any header, claims and members; None leaves one out."""
        said = unsigned(*credentials, **{"holder": self.did, **members})
        own = {"iss": self.did, "aud": AUDIENCE, "nonce": CHALLENGE, "iat": int(NOW.timestamp()), **dict(claims)}
        head = {"alg": algorithm_of(self.signer), "typ": "vp+jwt", "cty": "vp", "kid": self.method, **dict(header)}
        parts = ({name: value for name, value in part.items() if value is not None} for part in (head, {**said, **own}))
        text = ".".join(base64url.encode(json.dumps(part).encode()) for part in parts)
        return f"{text}.{base64url.encode(self.signer.sign(text.encode()))}"

    def show_anything(self, *credentials, **options):
        """A presentation that a wallet without scruples makes: whatever is in it, with any proof."""
        members = {name: options.pop(name) for name in ("holder", "type", "id") if name in options}
        return self.sign(unsigned(*credentials, **{"holder": self.did, **members}), **{**OCCASION, **options})


OCCASION = {"purpose": "authentication", "challenge": CHALLENGE, "domain": (AUDIENCE,)}
UNIVERSITY, ADA, BO = Party(), Party(), Party("P-256")
LISTED = Register.load({"name": "Universities", "issuers": [{"id": UNIVERSITY.did, "name": "University of Example"}]})


def unsigned(*credentials, **members):
    """A presentation that nobody has signed."""
    document = {"@context": [V2], "type": ["VerifiablePresentation"], "verifiableCredential": list(credentials)}
    return {name: value for name, value in {**document, **members}.items() if value is not None}


def badge_of(learner=ADA, number=1, *, by=UNIVERSITY, badge=open_badge, **members):
    """A badge that the university gave a learner: a party, an identifier, or None for a learner who is named by no key."""
    document = badge()
    document.pop("credentialStatus", None)
    document["id"] = f"urn:uuid:0a6e1d2c-0001-4000-8000-{number:012}"
    document["issuer"]["id"] = by.did
    subject = document["credentialSubject"]
    subject.pop("id")
    if learner is not None:
        subject["id"] = learner.did if isinstance(learner, Party) else learner
    achievement = subject["achievement"]
    achievement["id"] = f"https://uni.example/courses/{number}"
    achievement["name"] = f"Course {number}"
    for place in (achievement["resultDescription"][0], subject["result"][0]):
        name = "id" if place is achievement["resultDescription"][0] else "resultDescription"
        place[name] = f"urn:uuid:0a6e1d2c-0002-4000-8000-{number:012}"
    document.update(members)
    return by.sign(document)


def badge_token(learner=ADA, number=5, *, form="vc+jwt", by=UNIVERSITY):
    """A badge that the university gave a learner as a token."""
    document = {name: value for name, value in badge_of(learner, number, by=by).items() if name != "proof"}
    return sign_token(document, by.signer, form=form, verification_method=by.method, at=NOW)


def employer(**options):
    """The verifier."""
    return Verifier(**{"fetch": None, "trust": [LISTED], "clock": lambda: NOW, **options})


def asked(shown, *, verifier=None, **options):
    """The report on a presentation, and the outcome and code of each of its own checks."""
    options = {"challenge": CHALLENGE, "audience": AUDIENCE, **options}
    source = shown if isinstance(shown, bytes | str) else json.dumps(shown)
    report = (verifier or employer()).inspect_presentation(source, **options)
    return report, {check.name: (check.outcome.value, check.code) for check in report.checks}


def wrong(checks):
    """The checks that did not pass, and why."""
    return {name: told for name, told in checks.items() if told[0] != "passed"}


def learner_of(report, number=0):
    """How the learner of one credential was answered for."""
    check = report.credentials[number].report.check("learner")
    return check.outcome.value, check.code
