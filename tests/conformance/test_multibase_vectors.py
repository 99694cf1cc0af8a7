"""The vectors of multiformats/multibase, for the two bases that credseal has."""

import csv

import pytest

from credseal.encoding import multibase
from credseal.errors import EncodingError
from support import corpus, corpus_files

pytestmark = pytest.mark.corpus

PLAIN = {"basic": b"yes mani !", "leading_zero": b"\0yes mani !", "two_leading_zeros": b"\0\0yes mani !"}
PREFIXES = {"base58btc": "z", "base64url": "u"}


def rows(name):
    lines = corpus("w3c", "multibase", f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.reader(lines, skipinitialspace=True))[1:]


@pytest.mark.parametrize("name", [path.stem for path in corpus_files("w3c/multibase/*.csv")])
def test_vectors_in_our_bases_agree_and_all_other_bases_are_refused(name):
    for base, text in rows(name):
        if base in PREFIXES:
            assert multibase.decode(text) == PLAIN[name]
            assert multibase.encode(PLAIN[name], PREFIXES[base]) == text
        else:
            with pytest.raises(EncodingError) as caught:
                multibase.decode(text)
            assert caught.value.code == "multibase.prefix"


def test_both_of_our_bases_have_a_vector_in_each_file():
    for name in PLAIN:
        assert {base for base, _ in rows(name)} >= set(PREFIXES)
