import hashlib
import re
import shutil
from pathlib import Path

import pytest
import rfc8785

from credseal import bundled
from credseal.bundled import context_urls, contexts_for
from credseal.errors import CredsealError, JsonLdError
from support import ROOT, load_json

CONTEXTS = ROOT / "contexts"
OB_3_0_3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
NEVER_BUNDLED = "https://www.w3.org/ns/credentials/examples/v2"

# Printed in the Recommendations themselves.
PUBLISHED_BY_W3C = {
    "https://www.w3.org/ns/credentials/v2": "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    "https://w3id.org/security/data-integrity/v2": "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4",
    "https://w3id.org/security/multikey/v1": "ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597",
}


@pytest.fixture
def fresh_cache():
    bundled.read.cache_clear()
    yield
    bundled.read.cache_clear()


@pytest.fixture
def installed(tmp_path, monkeypatch, fresh_cache):
    """A copy of the folder, as a wheel installs it, that a test may damage."""
    folder = tmp_path / "site-packages" / "credseal" / "contexts"
    shutil.copytree(CONTEXTS, folder)
    monkeypatch.setattr(bundled, "_FOLDERS", (folder,))
    return folder


def every_form():
    return [form for url in context_urls() for form in contexts_for(url)]


@pytest.mark.parametrize("url", context_urls())
def test_every_bundled_context_has_a_form_and_each_form_is_a_context(url):
    forms = contexts_for(url)
    assert forms
    for form in forms:
        assert form.url == url
        assert list(form.document) == ["@context"]


@pytest.mark.parametrize("form", every_form(), ids=lambda form: form.file)
def test_the_digests_in_code_are_those_of_the_file_and_of_its_canonical_form(form):
    assert form.sha256 == hashlib.sha256((CONTEXTS / form.file).read_bytes()).hexdigest()
    assert form.jcs_sha256 == hashlib.sha256(rfc8785.dumps(load_json(CONTEXTS / form.file))).hexdigest()


@pytest.mark.parametrize(("url", "digest"), PUBLISHED_BY_W3C.items())
def test_the_digest_that_a_recommendation_prints_is_the_one_pinned(url, digest):
    assert [form.sha256 for form in contexts_for(url)] == [digest]


def test_no_context_names_another_so_none_needs_fetching():
    for form in every_form():
        nested = re.findall(r'"@(?:context|import)"\s*:\s*(\S)', form.data.decode())
        assert set(nested) <= {"{", "n"}, form.file  # an object or null; never a URL or a list


def test_open_badges_3_0_3_has_the_form_of_today_and_the_one_before_it():
    today, before = contexts_for(OB_3_0_3)
    assert {"endorsementJwt", "jti"} <= today.document["@context"].keys()
    assert not {"endorsementJwt", "jti"} & before.document["@context"].keys()


def test_an_unknown_url_has_no_form():
    assert contexts_for(NEVER_BUNDLED) == ()


@pytest.mark.parametrize("change", [str.upper, "{}/".format, "{}#".format, lambda url: url.replace("https:", "http:")])
def test_a_url_spelled_otherwise_is_another_url(change):
    assert contexts_for(change(OB_3_0_3)) == ()


def test_what_one_reader_does_to_a_document_reaches_no_other():
    contexts_for(OB_3_0_3)[0].document["@context"].clear()
    assert contexts_for(OB_3_0_3)[0].document["@context"]


def test_every_file_of_the_folder_is_pinned_and_has_a_line_of_provenance():
    provenance = (CONTEXTS / "PROVENANCE.md").read_text(encoding="utf-8")
    files = {path.relative_to(CONTEXTS).as_posix() for path in CONTEXTS.rglob("*") if path.is_file()}
    scripts = {name for name in files if name.startswith("make_")}
    assert files - {"PROVENANCE.md", *scripts} == bundled._SHA256.keys()
    for name in bundled._SHA256:
        assert f"| {name} |" in provenance


@pytest.mark.parametrize("form", every_form(), ids=lambda form: form.file)
def test_a_file_changed_by_one_byte_is_refused(form, installed):
    path = installed / form.file
    path.write_bytes(form.data.replace(b"@id", b"@iD", 1))
    with pytest.raises(JsonLdError, match=re.escape(form.file)) as refused:
        contexts_for(form.url)
    assert refused.value.code == "contexts.digest"


def test_another_layout_of_the_same_context_is_refused_too(installed):
    path = installed / "vc-v2.json"
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(JsonLdError) as refused:
        contexts_for("https://www.w3.org/ns/credentials/v2")
    assert refused.value.code == "contexts.digest"


def test_one_context_under_another_ones_name_is_refused(installed):
    shutil.copy(installed / "open-badges-3.0.3-2024.json", installed / "open-badges-3.0.3.json")
    with pytest.raises(JsonLdError) as refused:
        contexts_for(OB_3_0_3)
    assert refused.value.code == "contexts.digest"


@pytest.mark.parametrize("name", ["lists", "regions"])
def test_a_table_changed_by_one_letter_is_refused(name, installed):
    path = installed / "tables" / f"{name}.json"
    path.write_bytes(path.read_bytes().replace(b"a", b"o", 1))
    with pytest.raises(JsonLdError) as refused:
        bundled.table(name)
    assert refused.value.code == "contexts.digest"


def test_what_one_reader_does_to_a_table_reaches_no_other():
    bundled.table("lists").clear()
    assert bundled.table("lists")


def test_a_missing_file_is_said_to_be_missing(installed):
    (installed / "vc-v2.json").unlink()
    with pytest.raises(CredsealError, match=r"vc-v2\.json") as refused:
        contexts_for("https://www.w3.org/ns/credentials/v2")
    assert refused.value.code == "contexts.file"
    assert refused.value.hint is not None


@pytest.mark.parametrize(
    "name",
    ["PROVENANCE.md", "make_tables.py", "tables/other.json", "../pyproject.toml", "", "/etc/hostname", "vc-v3.json"],
)
def test_a_name_without_a_digest_is_never_opened(name):
    with pytest.raises(KeyError):
        bundled.read(name)


def test_the_package_is_looked_at_before_the_source_tree(installed, monkeypatch):
    monkeypatch.setattr(bundled, "_FOLDERS", (installed, CONTEXTS))
    (installed / "vc-v2.json").write_bytes(b"{}")
    with pytest.raises(JsonLdError):
        bundled.read("vc-v2.json")


def test_an_editable_install_reads_the_source_tree(tmp_path, monkeypatch, fresh_cache):
    monkeypatch.setattr(bundled, "_FOLDERS", (tmp_path / "not-there", CONTEXTS))
    assert bundled.read("vc-v2.json") == (CONTEXTS / "vc-v2.json").read_bytes()


def test_the_two_places_are_the_package_and_beside_the_sources():
    package = Path(bundled.__file__).parent
    assert (package / "contexts", package.parent.parent / "contexts") == bundled._FOLDERS
