"""The vectors of the author of RFC 8785 (cyberphone/json-canonicalization)."""

import pytest

from credseal.encoding import jcs, strict_json
from support import corpus, corpus_files

pytestmark = pytest.mark.corpus

NAMES = [path.stem for path in corpus_files("w3c/jcs/input/*.json")]


@pytest.mark.parametrize("name", NAMES)
def test_the_canonical_form_of_each_input(name):
    canonical = jcs.canonicalize(strict_json.loads(corpus("w3c", "jcs", "input", f"{name}.json").read_bytes()))
    assert canonical == corpus("w3c", "jcs", "output", f"{name}.json").read_bytes()
    assert canonical == bytes.fromhex(corpus("w3c", "jcs", "outhex", f"{name}.txt").read_text())


@pytest.mark.parametrize("name", NAMES)
def test_the_canonical_form_is_its_own(name):
    canonical = corpus("w3c", "jcs", "output", f"{name}.json").read_bytes()
    assert jcs.canonicalize(strict_json.loads(canonical)) == canonical
