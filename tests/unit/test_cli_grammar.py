"""The help and the grammar: quick, with examples that parse, and errors of usage in one line."""

import re
import shlex
import subprocess
import sys

import pytest

from credseal.cli import grammar

VERBS = [
    [], ["key"], ["key", "new"], ["key", "show"], ["issue"], ["verify"], ["inspect"],
    ["contexts"], ["contexts", "list"], ["contexts", "lint"], ["new"], ["bake"], ["unbake"], ["check"], ["lists"], ["explain"],
    ["completion"], ["register"], ["register", "seal"], ["present"], ["derive"],
]  # fmt: skip


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_every_help_ends_with_examples_that_parse(credseal, verb):
    answered = credseal(*verb, "--help")
    assert (answered.code, answered.err) == (0, "")
    _, _, examples = answered.out.partition("\nexamples:\n")
    lines = examples.replace("\\\n", " ").splitlines()
    assert lines
    for line in lines:
        words = shlex.split(line.rpartition("|")[2])
        assert words[0] == "credseal"
        assert grammar.parser().parse_args(words[1:]).module.startswith("credseal.cli.")


def test_the_help_loads_nothing_that_does_the_work():
    program = (
        "import sys\nfrom credseal.cli import main\nmain(['verify', '--help'])\n"
        "sys.exit(','.join({'cryptography', 'pydantic', 'pyld', 'jwcrypto', 'jiter', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603  our own
    assert done.stderr.strip() == ""


def test_the_version_is_told(credseal):
    assert re.fullmatch(r"credseal \d+\.\d+\.\d+\n", credseal("--version").out)


@pytest.mark.parametrize(
    "words",
    [
        [], ["frobnicate"], ["key"], ["key", "new"], ["verify"], ["issue"], ["contexts"],
        ["verify", "--nonsense", "x"], ["verify", "x", "--policy", "lax"], ["verify", "x", "--regist", "y"],
        ["key", "new", "--out", "x", "--kind", "rsa"], ["key", "new", "--out", "x", "--no-passphrase", "--passphrase-env", "Y"],
        ["verify", "x", "--at", "yesterday"], ["verify", "x", "--at", "2026-11-22"], ["verify", "x", "--context", "file.json"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_one_line_and_where_to_look(credseal, words):
    answered = credseal(*words)
    assert (answered.code, answered.out) == (2, "")
    first, second = answered.err.splitlines()
    assert first.startswith("credseal: ")
    assert second
