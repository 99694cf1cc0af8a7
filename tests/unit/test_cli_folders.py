"""Folders of credentials: one line for each, the worst answer decides."""

import shutil

import pytest


@pytest.fixture
def folder(issued, tmp_path):
    below = tmp_path / "applicants"
    (below / "late").mkdir(parents=True)
    for name in ("ada.json", "bo.json", "late/cy.json"):
        shutil.copy(issued.credential, below / name)
    shutil.copy(issued.tampered, below / "dee.json")
    for name in (".hidden.json", "letter.txt"):
        (below / name).write_text("not looked at")
    (below / "link.json").symlink_to("/etc/hostname")
    return below


def test_a_folder_is_verified_file_by_file_with_one_line_for_each(credseal, issued, folder):
    answered = credseal("verify", folder, "--offline", "--issuer", issued.id)
    assert answered.code == 1
    assert answered.out.count("accepted  ") == 3
    assert "REJECTED" in answered.out
    assert "4 files: 3 accepted, 1 rejected." in answered.out
    assert "hidden" not in answered.out
    assert "link" not in answered.out


def test_the_reason_stands_below_the_name(credseal, folder):
    answered = credseal("verify", folder, "--offline")
    lines = answered.out.splitlines()
    position = next(index for index, line in enumerate(lines) if line.startswith("REJECTED"))
    assert "dee.json" in lines[position]
    assert "signature" in lines[position + 1]


def test_the_whole_reports_can_be_asked_for(credseal, issued, folder):
    assert len(credseal("verify", folder, "--full", "--offline").out) > 4000


def test_as_json_every_file_has_its_report(credseal, issued, folder):
    answered = credseal("verify", folder, "--offline", "--issuer", issued.id, "--json")
    names = [report["file"].removeprefix(str(folder)) for report in answered.json["reports"]]
    assert names == ["/ada.json", "/bo.json", "/dee.json", "/late/cy.json"]


def test_an_empty_folder_is_an_error_and_not_a_pass(credseal, tmp_path):
    answered = credseal("verify", tmp_path)
    assert answered.code == 1
    assert "holds no file that may be a credential" in answered.err


def test_proofs_alone_can_be_checked_in_folders_too(credseal, folder):
    assert credseal("verify", folder, "--proof-only").code == 1
    (folder / "dee.json").unlink()
    assert credseal("verify", folder, "--proof-only").code == 0
