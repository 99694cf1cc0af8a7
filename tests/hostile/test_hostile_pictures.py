"""Pictures and tokens made to deceive: two credentials in one file, a proof in a token's payload, work without end."""

import json
import subprocess
import sys
import zlib

import pytest

from credseal.checks.policy import Policy
from credseal.encoding import base64url
from credseal.errors import ProofError
from credseal.media.baked import bake
from credseal.report import Outcome, Verdict, VerificationError
from credseal.trust.register import Register
from credseal.verifier import Verifier
from pictures import SVG, chunk, itxt, png

OB = "https://purl.imsglobal.org/ob/v3p0"


@pytest.fixture
def verifier(issued):
    return Verifier(fetch=None, trust=[Register.load(issued.register)])


@pytest.fixture
def credential(issued):
    return issued.credential.read_text()


def token(payload, header='{"alg":"EdDSA","typ":"JWT"}', signature=bytes(64)):
    return ".".join(base64url.encode(part) for part in (header.encode(), payload.encode(), signature))


@pytest.mark.parametrize("picture", [png(), SVG], ids=["png", "svg"])
def test_a_credential_is_worth_the_same_in_a_picture_which_vouches_for_nothing(verifier, credential, picture):
    report = verifier.verify(bake(picture, credential))
    assert report.verdict is Verdict.ACCEPTED
    assert any("not signed" in note.message for note in report.remarks)


@pytest.mark.parametrize("picture", [png(), SVG], ids=["png", "svg"])
def test_a_changed_credential_is_none_in_a_picture_either(verifier, issued, picture):
    report = verifier.inspect(bake(picture, issued.tampered.read_text()))
    assert report.verdict is Verdict.REJECTED
    assert report.check("signature").code == "signature.mismatch"


def two_in_one(credential):
    """A credential that is right, and one that is not, for another reader to find."""
    other = '{"name": "Doctor of everything"}'
    return {
        "two texts": png(itxt("openbadgecredential", credential), itxt("openbadgecredential", other)),
        "two texts, the other first": png(itxt("openbadgecredential", other), itxt("openbadgecredential", credential)),
        "two keywords": png(itxt("openbadges", other), itxt("openbadgecredential", credential)),
        "two pictures": bake(png(), credential) + bake(png(), other),
        "text after a picture": bake(png(), credential) + other.encode(),
        "a picture after a document": credential.encode() + bake(png(), other),
        "two documents": f"{credential}\n{other}".encode(),
        "a document after a drawing": bake(SVG, credential) + other.encode(),
        "two elements": bake(SVG, credential).replace(
            b"<circle", f"<openbadges:credential><![CDATA[{other}]]></openbadges:credential><circle".encode()
        ),
        "attribute and content": bake(SVG, credential).replace(
            b"<openbadges:credential>", f'<openbadges:credential verify="{token(other)}">'.encode()
        ),
        "one inside the other's content": bake(SVG, credential).replace(
            b"<openbadges:credential>", f"<openbadges:credential><![CDATA[{other}]]>".encode()
        ),
        "the same prefix for something else": bake(SVG, credential).replace(
            b"<circle", b'<openbadges:credential xmlns:openbadges="urn:else">{}</openbadges:credential><circle'
        ),
    }


@pytest.mark.parametrize("name", two_in_one("{}"))
def test_two_credentials_in_one_file_are_not_accepted(verifier, credential, name):
    report = verifier.inspect(two_in_one(credential)[name])
    assert report.verdict is Verdict.REJECTED
    assert report.check("structure").code.partition(".")[0] in {"media", "png", "svg", "json"}
    assert report.document is None


@pytest.mark.parametrize("policy", [Policy.AUTHENTIC, Policy.DOMAIN], ids=str)
def test_a_proof_inside_a_token_does_not_stand_in_for_the_token_s_signature(issued, credential, policy):
    verifier = Verifier(policy, fetch=None, trust=[Register.load(issued.register)])
    assert verifier.inspect(credential).verdict is Verdict.ACCEPTED
    document = json.loads(credential)
    for payload in (document, {**document, "iss": document["issuer"]["id"]}, {"vc": document}):
        for handed in (token(json.dumps(payload)), bake(png(), token(json.dumps(payload)))):
            report = verifier.inspect(handed)
            assert report.check("signature").code == "jose.signature"
            assert report.check("signature").outcome is Outcome.FAILED
            assert report.check("issuer_authenticated").outcome is not Outcome.PASSED
            assert report.verdict is Verdict.REJECTED
            assert [proof.outcome for proof in report.proofs] == [Outcome.FAILED, Outcome.PASSED]
            with pytest.raises(VerificationError):
                verifier.verify(handed)
            with pytest.raises(ProofError):
                verifier.verify_proofs(handed)


def test_what_is_wrong_with_a_credential_in_a_token_is_said_all_the_same(verifier, credential):
    document = json.loads(credential) | {"validUntil": "2020-01-01T00:00:00Z", "validFrom": "2019-01-01T00:00:00Z"}
    report = verifier.inspect(token(json.dumps(document)))
    assert report.check("dates").code == "dates.expired"
    assert report.verdict is Verdict.REJECTED


@pytest.mark.parametrize(
    "header",
    [
        '{"alg":"none"}',
        '{"alg":"EdDSA","crit":["x"],"x":1}',
        '{"alg":"EdDSA","typ":"kb+jwt"}',
        '{"alg":"EdDSA","b64":false}',
    ],
)
def test_tokens_that_must_be_refused_whatever_their_signature_are_never_accepted(verifier, credential, header):
    assert verifier.inspect(token(credential, header)).verdict is not Verdict.ACCEPTED


HEAVY = {
    "chunks without end": "png(chunk(b'zZzz') * 600_000)",
    "texts that inflate a thousandfold": "png(chunk(b'zTXt', b'k\\0\\0' + zlib.compress(bytes(10 ** 9 // 2))) * 8)",
    "pixels that inflate a thousandfold": "png(last=chunk(b'IDAT', zlib.compress(bytes(10 ** 9 // 2))))",
    "elements without end": "drawing(b'<g/>' * 1_900_000)",
    "elements in elements": "drawing(b'<g>' * 2_500_000)",
    "attributes without end": "drawing(b'<g ' + b' '.join(b'a%d=\"\"' % n for n in range(500_000)) + b'/>')",
    "carriers without end": "drawing(b'<o:credential/>' * 500_000)",
    "a carrier without an end": "drawing(b'<o:credential>' + b'&amp;x' * 1_000_000)",
    "CDATA without end": "drawing(b'<o:credential>' + b'<![CDATA[]]>' * 600_000)",
    "laughs by the billion": "b'<!DOCTYPE svg [<!ENTITY a \"aaaa\">' + b'<!ENTITY a \"&a;&a;\">' * 100_000 + b']>' + drawing(b'&a;')",
    "comments before the picture": "b'<!-- - -->' * 800_000 + drawing(b'')",
    "quotes without end": "drawing(b'<g a=' + b'\"\"' * 3_000_000)",
}


@pytest.mark.parametrize("name", HEAVY)
def test_no_picture_keeps_a_verifier_busy(name):
    program = (
        "import resource, zlib\n"
        "from credseal.envelope import open_envelope\n"
        "from credseal.errors import InputError\n"
        "from pictures import chunk, png\n"
        f"drawing = lambda inside: b'<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:o=\"{OB}\">' + inside + b'</svg>'\n"
        f"picture = {HEAVY[name]}\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (10, 10))\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "try:\n    open_envelope(picture)\nexcept InputError as error:\n    print(error.code)\n"
    )
    # In a process of its own: what works without end in C cannot be stopped otherwise.
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.stdout.partition(".")[0] in {"png", "svg", "media"}, done.stderr[-500:]


def test_a_bomb_among_the_other_texts_of_a_picture_is_refused(verifier, credential):
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(100_000_000)))
    assert verifier.inspect(png(itxt("openbadgecredential", credential), bomb)).check("structure").code == "png.bomb"
