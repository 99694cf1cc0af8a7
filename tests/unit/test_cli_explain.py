"""``credseal explain``: what a code means, and what to do."""

import re
import shlex

import pytest

from credseal.cli import explanations, grammar
from credseal.cli.explain import SCHEMA

KNOWN = [each for family in explanations.families() for each in family.explanations]


def test_a_code_is_explained_with_what_to_do(credseal):
    answered = credseal("explain", "issuer.unknown-key")
    assert (answered.code, answered.err) == (0, "")
    assert answered.out.startswith("issuer.unknown-key (inconclusive)\n")
    assert "What to do: " in answered.out
    assert "--register" in answered.out


@pytest.mark.parametrize("written", ["ISSUER.Unknown-Key", " issuer.unknown-key\n"])
def test_how_a_code_is_copied_does_not_matter(credseal, written):
    assert credseal("explain", written) == credseal("explain", "issuer.unknown-key")


def test_a_code_is_explained_in_json(credseal):
    answer = credseal("explain", "--json", "dates.expired").json
    assert set(answer) == {"schema", "code", "kind", "means", "do"}
    assert (answer["schema"], answer["code"], answer["kind"]) == (SCHEMA, "dates.expired", "failed")


def test_a_family_is_explained_with_a_line_for_each_code(credseal):
    answered = credseal("explain", "json")
    about, _, listed = answered.out.partition("\n\n")
    assert about.startswith("What was handed over is not the JSON")
    assert [line.split()[0] for line in listed.splitlines()] == [
        each.code for each in KNOWN if each.code.startswith("json.")
    ]


def test_a_family_is_explained_in_json(credseal):
    answer = credseal("explain", "--json", "policy").json
    assert set(answer) == {"schema", "family", "about", "codes"}
    assert [each["code"] for each in answer["codes"]] == ["policy.empty", "policy.host"]


def test_without_a_code_the_families_are_listed(credseal):
    listed, _, after = credseal("explain").out.partition("\n\n")
    assert [line.split()[0] for line in listed.splitlines()] == list(explanations.names())
    assert "credseal explain FAMILY" in after
    answer = credseal("explain", "--json").json
    assert [each["family"] for each in answer["families"]] == list(explanations.names())


def test_the_beginning_of_a_code_lists_all_that_begin_so(credseal):
    answered = credseal("explain", "key.pass")
    begin_so = ["key.passphrase-missing", "key.passphrase-unneeded", "key.passphrase-wrong"]
    assert [line.split()[0] for line in answered.out.splitlines()] == begin_so
    assert [each["code"] for each in credseal("explain", "--json", "key.pass").json["codes"]] == begin_so


def test_no_line_of_a_list_is_wider_than_the_terminal(credseal):
    for words in (["explain"], *(["explain", name] for name in explanations.names())):
        assert all(len(line) <= 100 for line in credseal(*words).out.splitlines())


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("issuer.unkown-key", "issuer.unknown-key"),
        ("unknown-key", "issuer.unknown-key"),
        ("date.expired", "dates.expired"),
        ("isuer", "issuer"),
    ],
)
def test_a_misspelt_code_is_answered_with_what_may_be_meant(credseal, asked, meant):
    answered = credseal("explain", asked)
    assert (answered.code, answered.out) == (1, "")
    assert asked in answered.err
    assert meant in answered.err.splitlines()[1]
    told = credseal("explain", "--json", asked)
    assert (told.code, told.json["code"]) == (1, "usage.code")


@pytest.mark.parametrize(
    "asked",
    [
        "no such thing at all", "../../errors", "/etc/hostname", "issuer/../json", "issuer.", ".", "..", "*", "[a-z]*", "-",
        "\u017f\u017f.\ufb03", "\u202eyek-nwonknu.reussi", "issuer\x1b[2J.unknown-key", "issuer\nunknown-key", "\udcff", "x" * 1_000_000,
        "issuer." + "x" * 1_000_000, "a" * 31 + ".",
    ],
    ids=ascii,
)  # fmt: skip
def test_whatever_is_asked_is_answered_in_plain_lines(credseal, asked):
    answered = credseal("explain", "--", asked)
    assert answered.code in (0, 1)
    assert len(answered.out + answered.err) < 5000
    assert answered.err.replace("\n", "").isprintable()
    assert len(answered.err.splitlines()) <= 2
    assert "Traceback" not in answered.err
    assert credseal("explain", "--json", "--", asked).json["schema"] in (SCHEMA, "credseal.error.v1")


def test_the_examples_of_the_help_are_answered(credseal):
    examples = credseal("explain", "--help").out.partition("\nexamples:\n")[2].splitlines()
    assert examples
    for line in examples:
        words = shlex.split(line)[1:]
        assert grammar.parser().parse_args(words).module == "credseal.cli.explain"
        assert credseal(*words).code == 0


def test_every_option_that_an_explanation_names_exists(credseal):
    verbs = (["--help"], ["verify"], ["derive"], ["present"], ["issue"], ["bake"], ["key", "new"])
    helps = "".join(credseal(*verb, "--help").out for verb in verbs)
    for each in KNOWN:
        assert all(option in helps for option in re.findall(r"--[a-z][a-z-]+", f"{each.means} {each.do}")), each.code
