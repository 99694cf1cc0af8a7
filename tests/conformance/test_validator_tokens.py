"""The tokens among the samples of 1EdTech's validator, in files and in pictures: what becomes of each, and why.

What the validator itself says of them is in ``test_validator_probes``; it believes the key in a header, whoever put it there.
"""

import pytest

from conformance.test_openbadges2_corpus import expectations
from conformance.test_validator_probes import AT
from credseal.envelope import open_envelope
from credseal.errors import MediaError
from credseal.verifier import Verifier
from support import corpus, corpus_files, load_json

pytestmark = pytest.mark.corpus

SAMPLES = "openbadges/validator-1edtech"
# The signature fits, with a key that only the token itself brings: that is nobody's, and its issuer is not to be had.
KEY_OF_NOBODY = {
    "issuer_authenticated": ("inconclusive", "token.header-key"),
    "issuer_recognised": ("inconclusive", "issuer.unauthenticated"),
}
TOLD = {
    "simple-jwt.png": ("undetermined", KEY_OF_NOBODY),
    "simple-jwt.svg": ("undetermined", KEY_OF_NOBODY),
    "simple-jwt_v1.png": ("undetermined", KEY_OF_NOBODY),
    "simple-jwt_v1.svg": ("undetermined", KEY_OF_NOBODY),
    # From before the standard was final: its context is that of a draft, and no key is named. The validator's tests do not use it.
    "simple.jwt": (
        "rejected",
        {
            "structure": ("failed", "openbadges.context"),
            "contexts": ("inconclusive", "contexts.unknown"),
            "signature": ("inconclusive", "token.no-key"),
            "issuer_authenticated": ("inconclusive", "token.no-key"),
            "issuer_recognised": ("inconclusive", "issuer.unauthenticated"),
        },
    ),
    # Invalid to the validator as well. A date of version 2.0 under the context of 1.1; a context that is not known; a controller's key who is not the issuer.
    "velocity.jwt": (
        "rejected",
        {
            "structure": ("failed", "vcdm.date"),
            "contexts": ("inconclusive", "contexts.unknown"),
            "signature": ("inconclusive", "method.others"),
            "issuer_authenticated": ("failed", "method.issuer"),
            "issuer_recognised": ("inconclusive", "issuer.unauthenticated"),
            "standing": ("inconclusive", "standing.unread"),
        },
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_a_token_of_open_badges_3(name):
    report = Verifier(fetch=None).inspect(corpus(f"{SAMPLES}/ob30/{name}"), at=AT)
    settled = {"passed", "not_applicable", "not_requested"}
    open_or_failed = {
        check.name: (check.outcome.value, check.code) for check in report.checks if check.outcome.value not in settled
    }
    assert (report.verdict, open_or_failed) == TOLD[name]


def form_of(path):
    try:
        return open_envelope(path).form
    except MediaError:
        return None  # a picture that carries nothing


def test_no_token_is_left_out():
    """Those of Open Badges 2.0 have their expectations beside the other files of that standard."""
    folder = corpus(SAMPLES)
    held = [path for path in corpus_files(f"{SAMPLES}/**/*") if path.suffix in (".jwt", ".png", ".svg")]
    tokens = {path.relative_to(folder).as_posix() for path in held if form_of(path) == "jwt"}
    of_2 = {f"ob20/{name}" for name in expectations() if name.endswith(".jwt")}
    assert tokens == {f"ob30/{name}" for name in TOLD} | of_2
    assert of_2 == {"ob20/simple.jwt", "ob20/simple-revoked.jwt", "ob20/simple-not-revoked.jwt"}


def test_the_validators_own_tests_do_not_use_the_sample_of_the_draft():
    (entry,) = [
        each
        for each in load_json(corpus("openbadges", "INDEX.json"))
        if each["path"] == "validator-1edtech/ob30/simple.jwt"
    ]
    assert "expected_1edtech" not in entry
