"""A credential names many addresses; only those that say whose it is are asked, and nobody learns of the rest."""

import pytest

import open_badges_2
from credseal.envelope import open_envelope
from credseal.errors import EnvelopeError, FetchError
from credseal.verifier import Verifier
from support import corpus_files


class Watched:
    """A fetch that writes down who was asked, and has nothing."""

    def __init__(self):
        self.asked = []

    def __call__(self, url, **_):
        self.asked.append(url)
        raise FetchError("Nothing is there.", code="fetch.status")


def home_of(report):
    """Where the issuer's own document lies."""
    identifier = report.issuer.id.partition("#")[0]
    if identifier.startswith("did:web:"):
        return "https://" + identifier.removeprefix("did:web:").replace(":", "/").replace("%3A", ":")
    return identifier


@pytest.mark.parametrize("path", corpus_files("openbadges/validator-1edtech/ob30/*.json"), ids=lambda path: path.name)
def test_of_all_addresses_in_a_badge_only_the_issuers_is_asked(path):
    watched = Watched()
    report = Verifier(fetch=watched).inspect(path)
    report.to_dict()
    for url in watched.asked:
        assert url.startswith(home_of(report))


@pytest.mark.parametrize("path", corpus_files("edc/samples/**/*signed.jsonld"), ids=lambda path: path.name)
def test_of_the_addresses_in_a_sealed_credential_and_in_its_certificates_none_is_asked(path):
    watched = Watched()
    report = Verifier(fetch=watched).inspect(path)
    report.to_dict()
    assert watched.asked == []


def test_a_presentation_is_named():
    for types in ("VerifiablePresentation", ["VerifiablePresentation", "OpenBadgeCredential"]):
        with pytest.raises(EnvelopeError) as error:
            open_envelope({"type": types})
        assert error.value.code == "envelope.presentation"


def test_the_answer_about_an_old_badge_tells_nothing_of_a_learner_in_the_clear():
    clear = {"type": "email", "hashed": False, "identity": "ada@example.org"}
    web = open_badges_2.published(open_badges_2.assertion(recipient=clear, narrative="Ada Example did well."))
    report = Verifier(fetch=web).inspect(open_badges_2.assertion(recipient=clear, narrative="Ada Example did well."))
    assert report.check("signature").outcome == "passed"
    assert "ada@example.org" not in str(report.to_dict())
    assert "Ada Example" not in str(report.to_dict())
