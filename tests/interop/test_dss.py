"""The Union's own validator of seals (DSS), and ours: what we seal is right there, and files of others end alike in both.

DSS is the Java library that the European Commission maintains, and that Europass seals and validates with. It gets the anchors of the
home-made authority, and nothing else; ``make interop-dss`` builds it.
"""

import os

import pytest

from authority import HomeAuthority
from conformance.test_jades_corpus import ROWS
from credseal.securing.jades.levels import extend
from credseal.securing.jades.signing import seal
from interop.dss_peer import DssPeer, missing
from long_term import AtHome, Stamps
from support import corpus

DOCUMENT = '{"@context": [], "title": "Prüfung € 😀\\n\\u0000"}'.encode()


@pytest.fixture(scope="session", autouse=True)
def _built():
    """The validator; skipped where it is not built, unless the run is about it."""
    reason = missing()
    if reason is not None and os.environ.get("CREDSEAL_INTEROP") == "1":
        pytest.fail(reason)
    if reason is not None:
        pytest.skip(reason)


@pytest.fixture(scope="module")
def authority():
    return HomeAuthority()


@pytest.fixture(scope="module")
def judge(authority):
    with DssPeer([authority.root.der]) as running:
        yield running


@pytest.mark.parametrize(
    ("kind", "algorithm"), [("RSA", "RS256"), ("RSA", "PS256"), ("P-256", "ES256"), ("P-384", "ES384")]
)
@pytest.mark.parametrize("form", ["general", "compact"])
def test_a_seal_of_level_b_is_one_there_in_every_algorithm_and_form(authority, judge, kind, algorithm, form):
    signer = authority.seal_key(kind=kind, bits=3072, algorithm=algorithm)
    said = judge.judge(seal(DOCUMENT, signer, at=authority.clock(), form=form))
    assert said["level"] == "JAdES-BASELINE-B"
    assert (said["intact"], said["valid"], said["structure"], said["b_level"]) == (True, True, True, True)
    assert said["structure_says"] == []


def _answered(said):
    """The validator's answer in the words of the table of ``test_jades_corpus``; ``detached`` where it was not given the content."""
    if not said.get("signatures"):
        return "unread"
    if any(one["sub_indication"] == "SIGNED_DATA_NOT_FOUND" for one in said["signatures"]):
        return "detached"
    if not all(one["valid"] for one in said["signatures"]):
        return "broken"
    return "no-level" if any(one["level"] == "JSON-NOT-ETSI" for one in said["signatures"]) else "good"


@pytest.mark.corpus
def test_its_own_test_files_end_as_our_table_of_them_says(judge):
    answers = {name: _answered(judge.ask(corpus("edc", "jades-validation", name).read_bytes())) for name in ROWS}
    other = {name: said for name, said in answers.items() if said not in (ROWS[name].dss, "detached")}
    assert other == {}
    assert [name for name, said in answers.items() if said == "detached" and ROWS[name].credseal == "good"] == []


@pytest.mark.parametrize("level", ["T", "LT", "LTA"])
@pytest.mark.parametrize("kind", ["RSA", "P-256", "P-384"])
def test_a_seal_of_a_higher_level_reaches_it_there(authority, judge, level, kind):
    sealed = seal(DOCUMENT, authority.seal_key(kind=kind, bits=3072), at=authority.clock())
    stamps = Stamps(authority.timestamp_authority())
    said = judge.judge(extend(sealed, level=level, authority=stamps, material=AtHome(authority)))
    assert said["level"] == f"JAdES-BASELINE-{level}"
    assert all(one["imprint"] and one["intact"] for one in said["timestamps"])
    if level == "T":  # whether the certificate was revoked, nothing says
        assert (said["indication"], said["sub_indication"]) == ("INDETERMINATE", "CERTIFICATE_CHAIN_GENERAL_FAILURE")
    else:
        assert (said["indication"], said["errors"]) == ("TOTAL_PASSED", [])
