import pytest

from credseal.encoding import multicodec
from credseal.errors import EncodingError

# The prefixes as Controlled Identifiers 1.0, section 2.2.2, prints them.
PREFIXES = {
    "ed25519-pub": "ed01",
    "p256-pub": "8024",
    "p384-pub": "8124",
    "p521-pub": "8224",
    "rsa-pub": "8524",
    "bls12_381-g2-pub": "eb01",
    "x25519-pub": "ec01",
    "secp256k1-pub": "e701",
    "ed25519-priv": "8026",
    "p256-priv": "8626",
    "p384-priv": "8726",
    "jwk_jcs-pub": "d1d603",
}


@pytest.mark.parametrize(("name", "prefix"), PREFIXES.items())
def test_the_prefixes_of_the_standard(name, prefix):
    assert multicodec.join(name, b"key") == bytes.fromhex(prefix) + b"key"
    assert multicodec.split(bytes.fromhex(prefix) + b"key") == (name, b"key")


def test_every_known_codec_survives_a_round_trip():
    for name in multicodec.NAMES.values():
        assert multicodec.split(multicodec.join(name, b"\x80\x00")) == (name, b"\x80\x00")


@pytest.mark.parametrize(
    "data", ["ed8100", "ed818000", "80", "", "ffffffffffffffffff01", "808080808080808080", "80a400"]
)
def test_a_varint_that_is_cut_off_or_longer_than_needed_is_refused(data):
    with pytest.raises(EncodingError) as caught:
        multicodec.split(bytes.fromhex(data))
    assert caught.value.code == "multicodec.varint"


@pytest.mark.parametrize("data", ["00", "12200000", "ffffffffffffffff7f"])
def test_an_unknown_codec_is_refused_by_number(data):
    with pytest.raises(EncodingError, match="0x") as caught:
        multicodec.split(bytes.fromhex(data))
    assert caught.value.code == "multicodec.unknown"


def test_an_unknown_name_is_refused():
    with pytest.raises(EncodingError) as caught:
        multicodec.join("sha2-256", b"")
    assert caught.value.code == "multicodec.unknown"
