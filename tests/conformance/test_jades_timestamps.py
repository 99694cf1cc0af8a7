"""Timestamps and levels of real seals, and of the files with which the Union's own validator is tested.

That validator calls a level what items are there; here a level is what holds. Each difference has its reason in ``LEVELS``.
"""

import json
from datetime import UTC, datetime

import pytest

from credseal.authenticity.seals import examine_seal
from credseal.errors import CredsealError, ProofError
from credseal.pki.material import is_self_issued
from credseal.pki.paths import default_validator
from credseal.securing.jades import parse
from credseal.securing.jades.reached import reached
from credseal.securing.jades.stamps import examine
from credseal.securing.jades.unsigned import read
from support import corpus, corpus_files

pytestmark = pytest.mark.corpus

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def is_sealed(path):
    return b'"signatures"' in path.read_bytes() if path.is_file() else False


SEALED = [path for path in corpus_files("edc/samples/**/*json*") if is_sealed(path)]

HOLDS, OTHER = None, "seal.imprint"
STAMPS = {
    # Two archive timestamps in one item, of two authorities: both cover what stands before the item.
    "double-lta-in-container.json": [[("sigTst", HOLDS), ("arcTst", HOLDS), ("arcTst", HOLDS)]],
    "dss2620/jades-t-level-with-etsiu-in-crit.json": [[("sigTst", HOLDS)]],
    # The same timestamp of the content twice.
    "jades-b-copied-cnttst.json": [[("adoTst", HOLDS), ("adoTst", HOLDS)]],
    "jades-double-sig-different-etsiU.json": [[("sigTst", HOLDS)], [("sigTst", HOLDS), ("arcTst", HOLDS)]],
    "jades-flattened-BpT-broken-sigTst.json": [[("sigTst", OTHER)]],
    "jades-lta-broken-arcTst.json": [[("sigTst", HOLDS), ("arcTst", OTHER)]],
    "jades-lta-copied-arctst.json": [[("sigTst", HOLDS), ("arcTst", OTHER)]],
    # White space within the items' JSON is stamped with them.
    "jades-lta-with-etsiU-whitespaces.json": [[("sigTst", HOLDS), ("arcTst", HOLDS)]],
    "jades-lta.json": [[("sigTst", HOLDS), ("arcTst", HOLDS)]],
    # Made in 2020, before clause 5.3.4 had the imprint over the base64url text: it is one of the signature's bytes. The file is only
    # converted between clear and encoded items in the validator's tests.
    "jades-t-clear-etsiu.json": [[("sigTst", OTHER)]],
    "jades-t-copied-sigtst.json": [[("adoTst", HOLDS), ("sigTst", OTHER)]],
    "jades-t-duplicated-sigtst.json": [[("sigTst", HOLDS), ("sigTst", HOLDS)]],
    # Of five years and three authorities; one names its certificate by SHA-1.
    "jades-triple-LTA.json": [[("sigTst", HOLDS), ("arcTst", HOLDS), ("arcTst", HOLDS), ("arcTst", HOLDS)]],
    "jades-two-sigs-copied-tst.json": [[("sigTst", HOLDS)], [("sigTst", OTHER)]],
    "jades-with-sigAndRefsTst-with-dot.json": [
        [("sigTst", HOLDS), ("sigRTst", HOLDS), ("rfsTst", HOLDS), ("sigRTst", HOLDS)]
    ],
    "jades-with-sigAndRefsTst-without-dot.json": [
        [("sigTst", HOLDS), ("sigRTst", OTHER), ("rfsTst", HOLDS), ("sigRTst", OTHER)]
    ],
}
LEVELS = {
    # LTA there. The OCSP responder of that test authority is certified by the root, and RFC 6960 (section 4.2.2.2) wants the
    # certificate's own issuer: the answer counts for nothing here, so that there is no validation data.
    "double-lta-in-container.json": ["T"],
    "jades-lta.json": ["T"],
    "jades-lta-with-etsiU-whitespaces.json": ["T"],
    "jades-lta-broken-arcTst.json": ["T"],
    "jades-double-sig-different-etsiU.json": ["T", "T"],  # LT and LTA there, for the same reason
    "dss2620/jades-t-level-with-etsiu-in-crit.json": ["T"],
    "jades-b-copied-cnttst.json": ["B"],
    # T there, with a broken timestamp: the item is present.
    "jades-flattened-BpT-broken-sigTst.json": ["B"],
    "jades-t-copied-sigtst.json": ["B"],
    "jades-two-sigs-copied-tst.json": ["T", "B"],
    "jades-t-clear-etsiu.json": ["B"],
    # LTA there, with a copied archive timestamp: the validator says itself that the level does not hold.
    "jades-lta-copied-arctst.json": ["LT"],
    "jades-t-duplicated-sigtst.json": ["T"],
    "jades-triple-LTA.json": ["LTA"],
    # References instead of data: an extended level, beyond the baseline.
    "jades-with-sigAndRefsTst-with-dot.json": ["T"],
    "jades-with-sigAndRefsTst-without-dot.json": ["T"],
}


def signatures(name):
    return parse(corpus("edc", "jades-validation", *name.split("/")).read_bytes()).signatures


def examined_at_home(signature, *, now=NOW):
    """With anchors as somebody may have them who trusts the authorities of this very file."""
    unsigned = read(signature.unprotected.get("etsiU"))
    anchors = [each for each in (*signature.certificates, *unsigned.certificates) if is_self_issued(each)]
    signers = [stamp.authority for stamp in examine(signature, unsigned) if stamp.authority]
    return examine_seal(
        signature,
        seal_anchors=[*anchors, signature.certificate],
        timestamp_anchors=[*anchors, *signers],
        now=now,
        validator=default_validator(),
    )


@pytest.mark.parametrize("path", SEALED, ids=lambda path: path.name)
def test_real_seals_are_lta_and_all_of_it_holds(path):
    (signature,) = parse(path.read_bytes()).signatures
    signature.verify(signature.certificate.public_key)
    unsigned = read(signature.unprotected["etsiU"])
    assert [item.name for item in unsigned.items] == ["sigTst", "xVals", "rVals", "arcTst"]
    assert unsigned.findings == ()
    stamps = examine(signature, unsigned)
    assert [stamp.fault for stamp in stamps] == [None] * len(stamps)
    assert ("adoTst" in signature.header) == (stamps[0].kind == "adoTst")
    assert reached(signature, unsigned, stamps) == "LTA"


@pytest.mark.parametrize("path", SEALED, ids=lambda path: path.name)
def test_real_seals_are_dated_by_their_timestamp_where_it_is_believed(path):
    (signature,) = parse(path.read_bytes()).signatures
    stamped = [stamp.token.time for stamp in examine(signature, read(signature.unprotected["etsiU"])) if stamp.token]
    just_after = examined_at_home(signature, now=max(stamped))
    assert (just_after.unauthenticated, just_after.known_by) == (None, "trusted timestamp")
    assert just_after.sealed_at == min(time for time in stamped if time >= sorted(stamped)[-2])
    assert [finding.severity for finding in just_after.findings if finding.severity == "error"] == []


@pytest.mark.parametrize("path", SEALED, ids=lambda path: path.name)
def test_nobody_is_believed_without_anchors(path):
    (signature,) = parse(path.read_bytes()).signatures
    examined = examine_seal(signature, seal_anchors=[], timestamp_anchors=[], now=NOW, validator=default_validator())
    assert (examined.path, examined.known_by) == (None, "claimed")
    assert examined.unauthenticated is not None
    assert not any(stamp.believed for stamp in examined.timestamps)


@pytest.mark.parametrize("name", STAMPS)
def test_the_timestamps_of_the_validators_own_files(name):
    found = [
        [(stamp.kind, stamp.fault and stamp.fault.code) for stamp in examine(each, read(each.unprotected.get("etsiU")))]
        for each in signatures(name)
    ]
    assert found == STAMPS[name]


@pytest.mark.parametrize("name", LEVELS)
def test_the_levels_of_the_validators_own_files(name):
    found = [examined_at_home(each).level for each in signatures(name)]
    assert found == LEVELS[name]


@pytest.mark.parametrize("name", ["jades-with-mixed-etsiU-type.json", "jades-wrong-etsiu-type.json"])
def test_items_in_a_wrong_form_are_refused(name):
    with pytest.raises(ProofError) as caught:
        read(signatures(name)[0].unprotected["etsiU"])
    assert caught.value.code == "seal.unsigned-form"


def test_no_file_with_timestamps_is_left_out():
    named = {*STAMPS, "jades-with-mixed-etsiU-type.json", "jades-wrong-etsiu-type.json"}
    folder = corpus("edc", "jades-validation")
    for path in folder.rglob("*.json"):
        if path.name != "EXPECTATIONS.json" and has_timestamps(path):
            assert path.relative_to(folder).as_posix() in named


def has_timestamps(path):
    try:
        found = parse(path.read_bytes()).signatures
        return any("adoTst" in each.header or read(each.unprotected.get("etsiU")).stamps for each in found)
    except CredsealError:  # the form of files is looked at elsewhere
        return False


def test_the_expectations_speak_of_these_files():
    expectations = json.loads(corpus("edc", "jades-validation", "EXPECTATIONS.json").read_text())
    for name, stamps in STAMPS.items():
        asserts = {each for test in expectations[name] for each in test["asserts"]}
        faults = {code for signature in stamps for _, code in signature}
        if "False:isMessageImprintDataIntact" in asserts:
            assert OTHER in faults
        elif "True:isMessageImprintDataIntact" in asserts:
            assert faults == {HOLDS}
