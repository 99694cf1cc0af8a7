"""``credseal bake`` and ``unbake``: into a picture and out of it, verified all the way."""

import pytest

from credseal.render import certificate_svg
from pictures import png
from records import credential


@pytest.mark.parametrize("name", ["badge.png", "badge.svg"])
@pytest.mark.parametrize("words", [(), ("--certificate",)])
def test_a_drawn_picture_carries_the_credential(credseal, issued, tmp_path, name, words):
    out = tmp_path / name
    answered = credseal("bake", issued.credential, "--out", out, *words)
    assert (answered.code, answered.err) == (0, "")
    assert credseal("verify", out, "--offline", "--issuer", issued.id).code == 0
    assert credseal("check", out).code == 0


def test_what_is_taken_out_is_verified_like_what_was_put_in(credseal, issued, tmp_path):
    credseal("bake", issued.credential, "--out", tmp_path / "badge.png")
    taken = credseal("unbake", tmp_path / "badge.png")
    assert credseal("verify", "-", "--offline", "--issuer", issued.id, stdin=taken.out.encode()).code == 0
    answered = credseal("unbake", tmp_path / "badge.png", "--out", tmp_path / "ada.json")
    assert "nothing of it was checked" in answered.out
    assert credseal("verify", tmp_path / "ada.json", "--offline", "--issuer", issued.id).code == 0


def test_a_picture_of_ones_own_can_be_used(credseal, issued, tmp_path):
    (tmp_path / "own.png").write_bytes(png())
    answered = credseal(
        "bake", issued.credential, "--picture", tmp_path / "own.png", "--out", tmp_path / "a.png", "--json"
    )
    assert answered.json["standard"] == "openbadges-3"
    (tmp_path / "own.svg").write_text(certificate_svg(credential()), encoding="utf-8")
    assert credseal("bake", issued.credential, "--picture", tmp_path / "own.svg", "--out", tmp_path / "a.svg").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--out", "badge.gif"), 2),
        (("--out", "badge"), 2),
        (("--picture", "own.png", "--certificate", "--out", "a.png"), 2),
        (("--picture", "own.png", "--out", "a.svg"), 2),
        (("--picture", "broken.png", "--out", "a.png"), 1),
        (("--picture", "none.png", "--out", "a.png"), 1),
    ],
)
def test_what_cannot_be_a_badge_is_said(credseal, issued, tmp_path, monkeypatch, words, code):  # noqa: PLR0917  fixtures
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.png").write_bytes(png())
    (tmp_path / "broken.png").write_bytes(png()[:-20])
    answered = credseal("bake", issued.credential, *words)
    assert (answered.code, answered.out) == (code, "")
    assert answered.err.startswith("credseal: ")
    assert {path.name for path in tmp_path.iterdir()} == {"own.png", "broken.png"}


def test_a_picture_without_a_credential_is_told_so(credseal, tmp_path):
    (tmp_path / "own.png").write_bytes(png())
    for verb in ("unbake", "verify", "check"):
        answered = credseal(verb, tmp_path / "own.png")
        assert answered.code == 1
        assert "no credential" in answered.err


def test_a_file_that_is_there_is_left_as_it_is(credseal, issued, tmp_path):
    (tmp_path / "badge.png").write_bytes(b"mine")
    assert credseal("bake", issued.credential, "--out", tmp_path / "badge.png").code == 1
    assert (tmp_path / "badge.png").read_bytes() == b"mine"


def test_issuing_with_a_picture_writes_both(credseal, records, issued, tmp_path):
    words = ("--key", f"file:{issued.plain_key}", "--out", tmp_path / "ada.json", "--bake")
    assert credseal("issue", *records, *words).code == 0
    assert credseal("verify", tmp_path, "--offline", "--issuer", issued.id, "--json").json["counts"]["accepted"] == 2
