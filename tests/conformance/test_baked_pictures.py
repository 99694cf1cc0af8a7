"""Other people's pictures and tokens: what they carry is found, and its own proof fits.

The official validator's samples (PNG and SVG, JSON and JWT, of Open Badges 2.0 and 3.0), the DCC's fixtures, and pictures that carry
nothing.
"""

import pytest

from credseal.envelope import open_envelope
from credseal.errors import MediaError
from credseal.jsonld.contexts import Contexts
from credseal.media.baked import bake, unbake
from credseal.report import Outcome, Verdict
from credseal.verifier import Verifier
from pictures import official_png, official_svg
from support import corpus, corpus_files, load_json

pytestmark = pytest.mark.corpus

SAMPLES = "openbadges/validator-1edtech"
# What each is known to carry: the standard, and the form.
CARRYING = {
    f"{SAMPLES}/ob30/simple-json.png": ("openbadges-3", "json"),
    f"{SAMPLES}/ob30/simple-json.svg": ("openbadges-3", "json"),
    f"{SAMPLES}/ob30/simple-jwt.png": ("openbadges-3", "jwt"),
    f"{SAMPLES}/ob30/simple-jwt.svg": ("openbadges-3", "jwt"),
    f"{SAMPLES}/ob30/simple-jwt_v1.png": ("openbadges-3", "jwt"),
    f"{SAMPLES}/ob30/simple-jwt_v1.svg": ("openbadges-3", "jwt"),
    f"{SAMPLES}/ob20/simple-badge.png": ("openbadges-2", "json"),
    "openbadges/example-eu-microcredential.png": ("openbadges-3", "json"),
}
TOKENS = corpus_files("openbadges/**/*.jwt")
PICTURES = [*corpus_files("openbadges/**/*.png"), *corpus_files("openbadges/**/*.svg")]


def of_corpus(paths):
    root = corpus() if paths else None
    return [pytest.param(path, id=path.relative_to(root).as_posix()) for path in paths]


@pytest.mark.parametrize("path", of_corpus(PICTURES))
def test_every_picture_carries_what_it_is_known_to_carry(path):
    known = CARRYING.get(path.relative_to(corpus()).as_posix())
    if known is None:
        with pytest.raises(MediaError) as refused:
            open_envelope(path)
        assert refused.value.code == "media.empty"
        return
    envelope = open_envelope(path)
    assert (envelope.standard, envelope.form) == known
    assert envelope.carrier == path.suffix[1:]
    assert envelope.document["@context"]


@pytest.mark.parametrize("name", CARRYING)
def test_we_find_what_the_official_validator_finds(name):
    data = corpus(name).read_bytes()
    baked = unbake(data)
    if baked.carrier == "svg":
        theirs = official_svg(data, "https://purl.imsglobal.org/ob/v3p0", "credential")
    else:
        theirs = official_png(data, "openbadges" if "ob20" in name else "openbadgecredential")
    assert baked.text == theirs.strip()


@pytest.mark.parametrize("name", [name for name, known in CARRYING.items() if known == ("openbadges-3", "json")])
def test_the_proof_inside_a_picture_fits(name):
    document = open_envelope(corpus(name)).document
    own = [url for url in document["@context"] if "w3id.example" in url]  # hosted nowhere
    context = load_json(corpus("openbadges/example-eu-microcredential-context.json"))
    report = Verifier(fetch=None, contexts=Contexts(extra=dict.fromkeys(own, context))).inspect(corpus(name))
    assert report.check("signature").code == "signature.fits"
    assert report.check("signature").outcome is Outcome.PASSED
    assert report.document is not None
    assert report.verdict is not Verdict.ACCEPTED  # as nobody vouches for the issuers of samples


@pytest.mark.parametrize("path", of_corpus(TOKENS))
def test_every_token_is_opened_and_none_is_accepted_where_nobody_vouches_for_its_issuer(path):
    envelope = open_envelope(path)
    assert envelope.form == "jwt"
    assert envelope.token == path.read_text().strip()
    assert not set(envelope.document) & {"vc", "iss", "sub", "jti", "nbf", "iat", "exp"}
    report = Verifier(fetch=None).inspect(path)
    assert report.verdict is not Verdict.ACCEPTED


@pytest.mark.parametrize("name", [name for name, known in CARRYING.items() if known == ("openbadges-3", "jwt")])
def test_tokens_in_pictures_are_right_and_the_key_in_them_is_nobodys(name):
    report = Verifier(fetch=None).inspect(corpus(name))
    assert report.check("signature").code == "signature.fits"
    assert report.check("issuer_authenticated").code == "token.header-key"
    assert report.check("issuer_authenticated").outcome is Outcome.INCONCLUSIVE
    assert report.verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize("path", of_corpus(PICTURES))
def test_every_picture_takes_a_new_credential_in_place_of_its_own(path):
    text = '{"name": "Credly® 学习 ελληνικά"}'
    data = bake(path.read_bytes(), text)
    assert unbake(data).text == text
    if path.suffix == ".svg":
        assert official_svg(data, "https://purl.imsglobal.org/ob/v3p0", "credential") == text
    else:
        assert official_png(data, "openbadgecredential") == text
