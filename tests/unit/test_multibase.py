import pytest

from credseal.encoding import multibase
from credseal.errors import EncodingError


def test_the_prefix_names_the_base():
    assert multibase.encode(b"yes mani !") == "z7paNL19xttacUY"
    assert multibase.encode(b"yes mani !", "u") == "ueWVzIG1hbmkgIQ"
    assert multibase.decode("z7paNL19xttacUY") == multibase.decode("ueWVzIG1hbmkgIQ") == b"yes mani !"


def test_the_prefix_alone_stands_for_no_bytes():
    assert multibase.decode("z") == multibase.decode("u") == b""


def test_a_base_that_the_place_does_not_permit_is_refused_by_name():
    with pytest.raises(
        EncodingError, match=r"begins with 'u' \(base64url without padding\), expected 'z' \(base58btc\)"
    ) as caught:
        multibase.decode("ueWVzIG1hbmkgIQ", allowed="z")
    assert caught.value.code == "multibase.prefix"
    with pytest.raises(EncodingError, match="begins with 'z'"):
        multibase.decode("z7paNL19xttacUY", allowed="u")


@pytest.mark.parametrize("text", ["", "f00", "m", "Z7paNL19xttacUY", "UeWVzIG1hbmkgIQ==", "\u200bz7", "7paNL19xttacUY"])
def test_other_bases_and_no_base_are_refused(text):
    with pytest.raises(EncodingError) as caught:
        multibase.decode(text)
    assert caught.value.code == "multibase.prefix"


def test_the_value_is_held_to_the_rules_of_its_base():
    with pytest.raises(EncodingError, match="alphabet"):
        multibase.decode("z0")
    with pytest.raises(EncodingError, match="alphabet"):
        multibase.decode("uZg==")
