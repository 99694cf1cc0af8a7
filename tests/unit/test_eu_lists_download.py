"""Downloading trusted lists: what is asked for, what is written, what does not come."""

from datetime import timedelta

import pytest

from credseal.errors import CredsealError
from credseal.net.fetch import Response
from credseal.net.supplied import SuppliedDocuments
from credseal.trust.eu_lists import TrustedLists
from credseal.trust.eu_lists.snapshots import LOTL_URL, download
from trusted_lists import NOW, Union, lotl


@pytest.fixture(scope="module")
def union():
    return Union(clock=lambda: NOW)


@pytest.fixture
def web(union):
    return {
        LOTL_URL: union.list_of_lists(["ES", "EE", "EL"]),
        **{f"https://lists.example/{each.lower()}.xml": union.list_of(each, []) for each in ("ES", "EE", "EL")},
    }


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_all_that_the_list_of_lists_names_is_written_and_opens(web, union, tmp_path):
    done = download(tmp_path / "lists", fetch=SuppliedDocuments(web))
    assert names(tmp_path / "lists") == ["ee.xml", "el.xml", "es.xml", "eu-lotl.xml"]
    assert (len(done.files), done.failed) == (4, ())
    assert len(TrustedLists.load(tmp_path / "lists", signers=[union.operator.digest]).lists) == 3


def test_some_members_alone_by_either_code(web, tmp_path):
    download(tmp_path / "lists", fetch=SuppliedDocuments(web), countries={"es", "GR"})
    assert names(tmp_path / "lists") == ["el.xml", "es.xml", "eu-lotl.xml"]


def test_a_member_that_there_is_not(web, tmp_path):
    with pytest.raises(CredsealError) as refused:
        download(tmp_path / "lists", fetch=SuppliedDocuments(web), countries={"XX"})
    assert refused.value.code == "trust-list.country"
    assert "EE, EL, ES" in refused.value.hint
    assert not (tmp_path / "lists").exists()


def test_a_later_download_replaces_the_files(web, union, tmp_path):
    download(tmp_path, fetch=SuppliedDocuments(web))
    web["https://lists.example/es.xml"] = union.list_of("ES", [], sequence=8)
    download(tmp_path, fetch=SuppliedDocuments(web))
    assert (tmp_path / "es.xml").read_bytes() == web["https://lists.example/es.xml"]


@pytest.mark.parametrize("instead", [None, b"<html/>", b"<!DOCTYPE x><x/>", b"%PDF"])
def test_one_that_does_not_come_stops_no_other(web, tmp_path, instead):
    if instead is None:
        del web["https://lists.example/ee.xml"]
    else:
        web["https://lists.example/ee.xml"] = instead
    done = download(tmp_path, fetch=SuppliedDocuments(web))
    assert [each.name for each in done.failed] == ["https://lists.example/ee.xml"]
    assert names(tmp_path) == ["el.xml", "es.xml", "eu-lotl.xml"]


@pytest.mark.parametrize("data", [b"<html/>", b""])
def test_without_the_list_of_lists_nothing_is_written(tmp_path, data):
    with pytest.raises(CredsealError):
        download(tmp_path / "lists", fetch=SuppliedDocuments({LOTL_URL: data}))
    with pytest.raises(CredsealError):
        download(tmp_path / "lists", fetch=SuppliedDocuments({}))
    assert not (tmp_path / "lists").exists()


def test_an_address_of_something_else(web, tmp_path):
    with pytest.raises(CredsealError) as refused:
        download(tmp_path, fetch=SuppliedDocuments(web), lotl="https://lists.example/es.xml")
    assert refused.value.code == "trust-list.lotl"


def test_pivots_come_along(union, tmp_path):
    pivots = ["https://union.example/pivot-2.xml", "https://union.example/pivot-1.xml"]
    times = {"issued": NOW - timedelta(days=1), "next_update": NOW + timedelta(days=90)}
    listed = lotl([], uris=[*pivots, "https://union.example/legal.html"], **times)
    web = {
        LOTL_URL: union.operator.sign(listed),
        **{each: union.list_of_lists([], sequence=number) for number, each in enumerate(pivots)},
    }
    download(tmp_path, fetch=SuppliedDocuments(web))
    assert names(tmp_path) == ["eu-lotl-pivot-1.xml", "eu-lotl-pivot-2.xml", "eu-lotl.xml"]


def test_lists_for_people_are_not_fetched(union, tmp_path):
    member = ("EUgeneric", "ES", "https://lists.example/es.pdf", [union.member("ES").held])
    listed = lotl([member]).replace("application/vnd.etsi.tsl+xml", "application/pdf")
    done = download(tmp_path, fetch=SuppliedDocuments({LOTL_URL: union.operator.sign(listed)}))
    assert (names(tmp_path), done.failed) == (["eu-lotl.xml"], ())


def test_addresses_without_tls_are_asked_with_it(union, tmp_path):
    member = ("EUgeneric", "SK", "http://lists.example/sk.xml", [union.member("SK").held])
    web = {
        LOTL_URL: union.operator.sign(lotl([member])),
        "https://lists.example/sk.xml": union.list_of("SK", []),
    }
    assert download(tmp_path, fetch=SuppliedDocuments(web)).failed == ()


@pytest.mark.parametrize("territory", ["../ES", "E/S", "", "ESP", "é"])
def test_no_name_of_a_file_is_taken_from_a_list(union, tmp_path, territory):
    member = ("EUgeneric", territory, "https://lists.example/es.xml", [union.member("ES").held])
    web = {LOTL_URL: union.operator.sign(lotl([member])), "https://lists.example/es.xml": union.list_of("ES", [])}
    download(tmp_path / "lists", fetch=SuppliedDocuments(web))
    assert names(tmp_path / "lists") == ["eu-lotl.xml"]


def test_what_may_be_asked_of_the_web_is_bounded(web, tmp_path):
    asked = []

    def fetch(url, *, accept, max_bytes):
        asked.append((accept, max_bytes))
        return Response(url, 200, "application/xml", web[url])

    told = []
    download(tmp_path, fetch=fetch, progress=lambda *how_far: told.append(how_far))
    assert {bound for _, bound in asked} == {32 * 1024 * 1024}
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_folder_that_cannot_be_made(web, tmp_path):
    for place, code in (
        (tmp_path / "no" / "lists", "output.folder"),
        (tmp_path / "file" / "lists", "output.unwritable"),
    ):
        (tmp_path / "file").write_bytes(b"")
        with pytest.raises(CredsealError) as refused:
            download(place, fetch=SuppliedDocuments(web))
        assert refused.value.code == code
