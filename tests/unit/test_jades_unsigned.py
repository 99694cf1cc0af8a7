"""What was added to a seal: read strictly, item by item, and never more of it than is good."""

import base64

import pytest

from credseal.encoding import base64url
from credseal.errors import ProofError
from credseal.pki.certificate import Certificate
from credseal.securing.jades.unsigned import content_stamps, read
from long_term import AT, House, item, stamp_item, texts_of

HOUSE = House()
DER = HOUSE.held.der
CERTIFICATE = {"x509Cert": {"val": base64.b64encode(DER).decode()}}
ANSWER = {"val": base64.b64encode(b"answer").decode()}


def refused(value):
    with pytest.raises(ProofError) as caught:
        read(value)
    return caught.value.code


def broken(value):
    """The items have one fault, and bring nothing else."""
    unsigned = read([value])
    assert (unsigned.stamps, unsigned.certificates, unsigned.ocsp, unsigned.crls) == ((), (), (), ())
    assert not unsigned.items[0].whole
    return [finding.code for finding in unsigned.findings] == ["seal.unsigned-item"]


def test_the_items_of_an_archived_seal():
    unsigned = read(texts_of(HOUSE.sealed("LTA")))
    assert [each.name for each in unsigned.items] == ["sigTst", "xVals", "rVals", "arcTst"]
    assert [(each.kind, each.position) for each in unsigned.stamps] == [("sigTst", 0), ("arcTst", 3)]
    assert Certificate.parse(HOUSE.tokens.held.der) not in unsigned.before(1).certificates
    assert unsigned.ocsp
    assert unsigned.findings == ()


def test_no_items():
    assert read(None).items == ()


def test_clear_items_are_read_too():
    unsigned = read([{"xVals": [CERTIFICATE]}, {"rVals": {"ocspVals": [ANSWER], "crlVals": [ANSWER]}}])
    assert (unsigned.certificates, unsigned.ocsp, unsigned.crls) == (
        (Certificate.parse(DER),),
        (b"answer",),
        (b"answer",),
    )


@pytest.mark.parametrize("name", ["tstVD", "anyValData"])
def test_validation_data_of_timestamps(name):
    unsigned = read([item(name, {"xVals": [CERTIFICATE], "rVals": {"ocspVals": [ANSWER]}})])
    assert (len(unsigned.certificates), unsigned.ocsp) == (1, (b"answer",))


@pytest.mark.parametrize("value", [[], "text", {}, 7, True, [7], [None], [["sigTst"]]])
def test_what_is_no_array_of_items(value):
    assert refused(value) == "seal.unsigned-form"


def test_clear_and_encoded_items_do_not_mix():
    assert refused([{"xVals": [CERTIFICATE]}, item("xVals", [CERTIFICATE])]) == "seal.unsigned-form"


def test_too_many_items():
    assert refused([item("sigPSt", {})] * 10_000) == "seal.unsigned-size"
    assert refused([stamp_item("sigTst", *[b"x"] * 20)] * 2) == "seal.unsigned-size"
    assert refused([item("rVals", {"ocspVals": [ANSWER] * 60})] * 2) == "seal.unsigned-size"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "!",
        base64url.encode(b"[]"),
        base64url.encode(b"{}"),
        base64url.encode(b'{"sigTst":{},"arcTst":{}}'),
        base64url.encode(b'{"sigTst":{},"sigTst":{}}'),
        base64url.encode(b"{" * 1000),
        item("sigTst", None),
        item("sigTst", {"tstTokens": []}),
        item("sigTst", {"tstTokens": [{}]}),
        item("sigTst", {"tstTokens": [{"val": "AA"}]}),
        item("sigTst", {"tstTokens": [{"val": "AA==\n"}]}),
        item("sigTst", {"tstTokens": [{"val": ""}]}),
        item("sigTst", {"tstTokens": [{"val": "AAAA", "type": "other"}]}),
        item("sigTst", {"tstTokens": [{"val": "AAAA", "encoding": "http://uri.etsi.org/01903/v1.2.2#XER"}]}),
        item("sigTst", {"tstTokens": [{"val": "AAAA"}], "timeStamped": "previousArcTst"}),
        item("xVals", []),
        item("xVals", {}),
        item("xVals", [{"otherCert": ANSWER}]),
        item("xVals", [CERTIFICATE | {"otherCert": ANSWER}]),
        item("xVals", [{"x509Cert": ANSWER}]),
        item("rVals", {}),
        item("rVals", {"otherVals": [{}]}),
        item("rVals", {"ocspVals": [{"val": "?"}]}),
        item("tstVD", {}),
        item("tstVD", {"xVals": [CERTIFICATE], "more": 1}),
    ],
)
def test_an_item_that_is_broken_brings_nothing(value):
    assert broken(value)


def test_a_broken_certificate_takes_none_of_the_others_along():
    unsigned = read([item("xVals", [CERTIFICATE, {"x509Cert": ANSWER}])])
    assert unsigned.certificates == (Certificate.parse(DER),)
    assert [(finding.code, finding.pointer) for finding in unsigned.findings] == [
        ("seal.unsigned-item", "/header/etsiU/0/1")
    ]


@pytest.mark.parametrize("name", ["sigPSt", "cSig", "xRefs", "\u202eTst", "x" * 1000])
def test_what_is_not_examined_is_named(name):
    (finding,) = read([item(name, {})]).findings
    assert (finding.code, finding.severity) == ("seal.unsigned-not-read", "info")
    assert len(finding.message) < 200
    assert finding.message.isprintable()


def test_a_timestamp_of_the_content_is_a_container_of_tokens():
    container = {"tstTokens": [{"val": base64.b64encode(HOUSE.tokens.timestamp(b"{}", at=AT)).decode()}]}
    (stamp,) = content_stamps({"adoTst": container})
    assert (stamp.kind, stamp.position) == ("adoTst", -1)
    assert content_stamps({}) == ()
    with pytest.raises(ProofError) as caught:
        content_stamps({"adoTst": {"tstTokens": 7}})
    assert caught.value.code == "seal.adotst"
