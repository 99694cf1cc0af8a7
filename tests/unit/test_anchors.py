"""Certificates that a verifier was given to believe."""

import hashlib
from datetime import UTC, datetime

import pytest

from authority import HomeAuthority
from credseal.errors import TrustListError
from credseal.pki.certificate import Certificate
from credseal.pki.paths import default_validator
from credseal.trust.anchors import Anchors

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
AUTHORITY = HomeAuthority(clock=lambda: NOW)
ROOT, ISSUING = (Certificate.parse(each.der) for each in (AUTHORITY.root, AUTHORITY.issuing))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "anchors.pem"
    path.write_bytes(AUTHORITY.root.pem + AUTHORITY.issuing.pem + AUTHORITY.root.pem)
    return path


def refusal(path, **options):
    with pytest.raises(TrustListError) as refused:
        Anchors.load(path, **options)
    return refused.value.code


def test_each_certificate_of_a_file_is_an_anchor_once(file):
    anchors = Anchors.load(file)
    assert (anchors.name, anchors.seals, anchors.timestamps) == ("anchors.pem", (ROOT, ISSUING), (ROOT, ISSUING))


def test_der_holds_one(tmp_path):
    (tmp_path / "root.der").write_bytes(AUTHORITY.root.der)
    assert Anchors.load(tmp_path / "root.der", name="Example root") == Anchors("Example root", (ROOT,), (ROOT,))


def test_anchors_may_be_for_one_purpose(file):
    assert Anchors.load(file, purpose="seals").timestamps == ()
    assert Anchors.load(file, purpose="timestamps").seals == ()


def test_a_file_that_was_pinned(file):
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert Anchors.load(file, sha256=digest.upper()).seals
    assert refusal(file, sha256="0" * 64) == "anchors.pin"
    assert refusal(file, sha256="digest") == "anchors.pin"


def test_files_that_hold_no_certificates(tmp_path):
    assert refusal(tmp_path / "none.pem") == "anchors.unreadable"
    assert refusal(tmp_path) == "anchors.unreadable"
    (tmp_path / "large.pem").write_bytes(b" " * (1024 * 1024 + 1))
    assert refusal(tmp_path / "large.pem") == "anchors.unreadable"
    (tmp_path / "key.pem").write_bytes(b"-----BEGIN PRIVATE KEY-----\n")
    assert refusal(tmp_path / "key.pem") == "anchors.certificate"


def test_what_ends_at_an_anchor_is_pinned_and_nothing_more(file):
    anchors = Anchors.load(file)
    leaf = Certificate.parse(AUTHORITY.seal(kind="P-256").der)
    path = default_validator().validate(leaf, [ISSUING], anchors.seals, at=NOW, purpose="seal")
    answer = anchors.standing(path, purpose="seal", at=NOW)
    assert (answer.status, answer.qualified, answer.for_seals, answer.device) == ("pinned", None, None, None)
    assert (answer.service, answer.provider, answer.list) == ("Example Seal CA", "Example", "anchors.pem")
    assert answer.up_to_date


def test_a_certificate_of_nobody_here_is_not_known():
    other = HomeAuthority(clock=lambda: NOW, name="Other")
    path = [Certificate.parse(each.der) for each in (other.seal(kind="P-256"), other.issuing)]
    assert Anchors("Example", (ROOT,)).standing(path, purpose="seal", at=NOW) is None


def test_anchors_for_seals_say_nothing_of_timestamps():
    path = [Certificate.parse(AUTHORITY.timestamp_authority().held.der), ISSUING]
    assert Anchors("Example", seals=(ISSUING,)).standing(path, purpose="timestamp", at=NOW) is None


def test_a_certificate_can_be_pinned_itself():
    leaf = Certificate.parse(AUTHORITY.seal("College of Example", kind="P-256").der)
    pinned = Anchors("Example", seals=(leaf,))
    path = default_validator().validate(leaf, (), pinned.seals, at=NOW, purpose="seal")
    assert path == (leaf,)
    assert pinned.standing(path, purpose="seal", at=NOW).provider == "College of Example"
