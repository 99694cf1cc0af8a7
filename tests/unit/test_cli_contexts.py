"""``credseal contexts``: which contexts are known, and what is wrong with one's own."""

import json

from credseal import bundled


def test_the_known_contexts_are_listed_with_all_their_forms(credseal):
    listed = credseal("contexts", "list", "--json").json
    assert listed["schema"] == "credseal.contexts.v1"
    assert [each["url"] for each in listed["contexts"]] == list(bundled.context_urls())
    assert all(each["sha256"] for each in listed["contexts"])
    assert "https://www.w3.org/ns/credentials/v2" in credseal("contexts", "list").out


def test_a_good_context_has_nothing_to_complain_about(credseal, tmp_path):
    (tmp_path / "c.json").write_text(
        json.dumps({"@context": {"@protected": True, "room": "https://uni.example/v#room"}})
    )
    answered = credseal("contexts", "lint", tmp_path / "c.json")
    assert answered.code == 0
    assert credseal("contexts", "lint", tmp_path / "c.json", "--json").json["schema"] == "credseal.findings.v1"


def test_a_context_that_verifiers_refuse_fails(credseal, tmp_path):
    (tmp_path / "c.json").write_text(json.dumps({"@context": {"@vocab": "https://uni.example/v#", "room": None}}))
    answered = credseal("contexts", "lint", tmp_path / "c.json")
    assert answered.code == 1
    assert "@vocab" in answered.out
