"""``credseal trust``: trusted lists downloaded, shown and asked."""

import json

import pytest

from authority import HomeAuthority
from credseal.cli import trust_fetch
from credseal.net.supplied import SuppliedDocuments
from trusted_lists import Union, service, state


@pytest.fixture(scope="module")
def authority():
    return HomeAuthority()


@pytest.fixture(scope="module")
def union():
    return Union()


@pytest.fixture(scope="module")
def lists(authority, union, tmp_path_factory):
    members = {
        "ES": [
            service(authority.issuing),
            service(
                authority.timestamp_authority().held, state(kind="TSA/QTST", uses=()), provider="Stamps of Example"
            ),
        ],
        "EE": [service(HomeAuthority(name="Other").issuing, state("withdrawn"))],
    }
    return union.publish(tmp_path_factory.mktemp("lists"), members)


@pytest.fixture(scope="module")
def seal(authority, tmp_path_factory):
    path = tmp_path_factory.mktemp("seal") / "seal.pem"
    path.write_bytes(authority.seal(kind="P-256").pem)
    return path


def signer(union):
    return "--signer-sha256", union.operator.digest


def test_show_says_until_when_lists_count(credseal, lists, union):
    answered = credseal("trust", "show", lists, *signer(union))
    assert (answered.code, answered.err) == (0, "")
    assert [line[:8] for line in answered.out.splitlines() if not line.startswith(" ")] == [
        "EU      ",
        "EE      ",
        "ES      ",
    ]
    assert "OUT OF DATE" not in answered.out
    assert "granted: 1 for electronic seals, 1 for timestamps" in " ".join(answered.out.split())


def test_show_of_one_member_names_its_services(credseal, lists, union):
    answered = credseal("trust", "show", lists, "--country", "es", *signer(union))
    assert "Trust Services of Example: Seal service" in " ".join(answered.out.split())
    assert "Stamps of Example" in answered.out
    answered = credseal("trust", "show", lists, "--country", "XX", *signer(union))
    assert (answered.code, "EE, ES" in answered.err) == (2, True)


def test_show_as_json(credseal, lists, union):
    shown = credseal("trust", "show", lists, "--json", *signer(union)).json
    assert shown["schema"] == "credseal.trust-lists.v1"
    assert shown["list_of_lists"]["up_to_date"] is True
    estonia, spain = shown["lists"]
    assert [each["status"] for each in estonia["seals"]] == ["withdrawn"]
    assert spain["seals"] == [
        {
            "provider": "Trust Services of Example",
            "service": "Seal service",
            "status": "granted",
            "since": "2017-01-01T00:00:00Z",
        }
    ]


def test_show_names_lists_that_are_not_used(credseal, lists, union, tmp_path):
    for path in lists.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "ee.xml").write_bytes(b"<moon/>")
    answered = credseal("trust", "show", tmp_path, *signer(union))
    assert "refused ee.xml: The XML is not" in answered.out or "refused ee.xml: The trusted list" in answered.out
    refused = credseal("trust", "show", tmp_path, "--json", *signer(union)).json["refused"]
    assert [each["file"] for each in refused] == ["ee.xml"]


def test_without_a_signer_the_digest_to_compare_is_told(credseal, lists, union):
    answered = credseal("trust", "show", lists)
    assert answered.code == 1
    assert union.operator.digest in answered.err
    assert "Official Journal" in answered.err


def test_signers_from_a_file(credseal, lists, union, tmp_path):
    (tmp_path / "journal.pem").write_bytes(union.operator.held.pem)
    assert credseal("trust", "show", lists, "--signer", tmp_path / "journal.pem").code == 0
    (tmp_path / "journal.pem").write_bytes(b"moon")
    answered = credseal("trust", "show", lists, "--signer", tmp_path / "journal.pem")
    assert (answered.code, "journal.pem" in answered.err) == (1, True)


def test_check_of_a_qualified_certificate(credseal, lists, union, seal):
    answered = credseal("trust", "check", seal, "--lists", lists, *signer(union))
    assert (answered.code, answered.err) == (0, "")
    assert answered.out.startswith("Qualified    yes\n")
    assert "It is a qualified certificate for electronic seals." in " ".join(answered.out.split())


def test_check_as_json(credseal, lists, union, seal):
    answer = credseal("trust", "check", seal, "--lists", lists, "--json", *signer(union)).json
    assert answer["schema"] == "credseal.trust-answer.v1"
    assert (answer["qualified"], answer["device"], answer["country"], answer["status"]) == (
        True,
        False,
        "ES",
        "granted",
    )


@pytest.mark.parametrize(("statements", "code"), [(("compliance", "esign"), 1), (("compliance", "esign", "eseal"), 3)])
def test_check_ends_with_what_it_found(credseal, authority, lists, union, tmp_path, statements, code):  # noqa: PLR0917  its fixtures
    (tmp_path / "seal.pem").write_bytes(authority.seal(kind="P-256", statements=statements).pem)
    assert credseal("trust", "check", tmp_path / "seal.pem", "--lists", lists, *signer(union)).code == code


def test_check_of_a_certificate_that_no_listed_service_issued(credseal, lists, union, tmp_path):
    (tmp_path / "seal.pem").write_bytes(HomeAuthority(name="Nobody").seal(kind="P-256").pem)
    answered = credseal("trust", "check", tmp_path / "seal.pem", "--lists", lists, "--json", *signer(union))
    assert (answered.code, answered.json["code"]) == (1, "path.no-anchor")


def test_check_of_a_timestamps_certificate(credseal, authority, lists, union, tmp_path):
    (tmp_path / "tsu.pem").write_bytes(authority.timestamp_authority().held.pem)
    answered = credseal("trust", "check", tmp_path / "tsu.pem", "--timestamp", "--lists", lists, *signer(union))
    assert answered.code == 1  # the listed one is another unit
    assert "path." in answered.err


def test_check_at_a_time(credseal, lists, union, seal):
    words = ("trust", "check", seal, "--lists", lists, *signer(union))
    answered = credseal(*words, "--at", "2016-01-01T00:00:00Z")
    assert (answered.code, "path.not-yet" in answered.err) == (1, True)
    assert credseal(*words, "--at", "then").code == 2


def test_fetch_writes_what_came_and_tells_what_did_not(credseal, union, tmp_path, monkeypatch):
    web = {
        "https://union.example/eu-lotl.xml": union.list_of_lists(["ES", "EE"]),
        "https://lists.example/es.xml": union.list_of("ES", []),
    }
    monkeypatch.setattr(trust_fetch, "fetcher", lambda: SuppliedDocuments(web))
    words = ("trust", "fetch", "--out", tmp_path / "lists", "--lotl", "https://union.example/eu-lotl.xml")
    answered = credseal(*words)
    assert answered.code == 1
    assert "https://lists.example/ee.xml did not come" in answered.err
    assert sorted(path.name for path in (tmp_path / "lists").iterdir()) == ["es.xml", "eu-lotl.xml"]
    answered = credseal(*words, "--countries", "ES, ")
    assert (answered.code, answered.err) == (0, "")
    told = credseal(*words, "--json")
    assert json.loads(told.out)["failed"][0]["error"]["code"] == "fetch.offline"


def test_the_fetcher_is_the_guarded_one():
    from credseal.net.guarded import GuardedFetch  # noqa: PLC0415

    assert isinstance(trust_fetch.fetcher(), GuardedFetch)


@pytest.mark.parametrize("verb", [[], ["fetch"], ["show"], ["check"]], ids=" ".join)
def test_every_help_ends_with_examples_that_parse(credseal, verb):
    import shlex  # noqa: PLC0415

    from credseal.cli import grammar  # noqa: PLC0415

    answered = credseal("trust", *verb, "--help")
    _, _, examples = answered.out.partition("\nexamples:\n")
    for line in examples.splitlines():
        assert grammar.parser().parse_args(shlex.split(line)[1:]).module.startswith("credseal.cli.trust_")
