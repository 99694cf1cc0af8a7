"""How the tests run: in random order (pytest-randomly), and strict about the corpus where that is demanded; and the command as
a fixture, with files for it to work on."""

import io
import json
import os
import sys
from datetime import date

import pytest
from hypothesis import HealthCheck, settings

from command import DATA, PASSPHRASE, Answered, Issued
from credseal.cli import main
from credseal.issuer import Issuer
from credseal.keys.signer import generate
from credseal.model.files import read_record
from credseal.model.load import load_achievement, load_learner, load_organisation

# With CREDSEAL_STRICT_CORPUS=1 the corpus is known to be there: a test that is skipped for want of it, or because its list of
# files came out empty, would pass for a test that was made.
STRICT = os.environ.get("CREDSEAL_STRICT_CORPUS") == "1"
WANTING = ("third-party corpus not found", "got empty parameter set")

# No test judges a time: how fast an example runs is the machine's business. make fuzz: so many examples of each property,
# unless a test says how many itself.
settings.register_profile("credseal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("credseal")
if os.environ.get("CREDSEAL_FUZZ"):
    settings.register_profile("fuzz", settings.get_profile("credseal"), max_examples=int(os.environ["CREDSEAL_FUZZ"]))
    settings.load_profile("fuzz")


def fail_if_wanting(report):
    """Turns a skip for want of the corpus into a failure."""
    reason = report.longrepr[2] if report.skipped and isinstance(report.longrepr, tuple) else ""
    if STRICT and any(words in reason for words in WANTING):
        report.outcome = "failed"
        report.longrepr = f"skipped though CREDSEAL_STRICT_CORPUS is set: {reason}"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    fail_if_wanting(outcome.get_result())


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector):
    outcome = yield
    fail_if_wanting(outcome.get_result())


@pytest.fixture
def credseal(capsys, monkeypatch):
    """The command in this process: words in, exit code and both outputs out."""

    def run(*words, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        code = main([str(word) for word in words])
        return Answered(code, *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def issued(tmp_path_factory):
    """Files to verify; tests only read them."""
    folder = tmp_path_factory.mktemp("issued")
    made = {name: folder / f"{name}.json" for name in ("credential", "tampered", "register")}
    signer = generate()
    key, plain_key = folder / "seal.pem", folder / "plain.pem"
    key.write_bytes(signer.to_pem(passphrase=PASSPHRASE))
    plain_key.write_bytes(signer.to_pem(passphrase=None))
    course = load_achievement(read_record(DATA / "course.yaml"))
    ada = load_learner(read_record(DATA / "learner.yaml"))
    issuer = Issuer(load_organisation(read_record(DATA / "university.yaml")), signer)
    sealed = issuer.issue(course.award(ada, awarded_on=date(2026, 11, 20), grade="8"))
    sealed.save(made["credential"])
    made["tampered"].write_bytes(sealed.data.replace(b'"value": "8"', b'"value": "10"'))
    listed = [{"id": issuer.organisation.id, "name": "University of Example"}]
    made["register"].write_text(json.dumps({"name": "Universities of Example", "issuers": listed}))
    return Issued(key, plain_key, **made, id=issuer.organisation.id)


@pytest.fixture(scope="session")
def records():
    """The options that name the example's records."""
    return ("--course", DATA / "course.yaml", "--learner", DATA / "learner.yaml", "--issuer", DATA / "university.yaml")
