"""What ``import credseal`` offers, and what it costs."""

import ast
import subprocess
import sys

import pytest

import credseal
from support import ROOT

# Released names are never taken away without a version that says so.
PUBLIC = [
    "Accreditations", "Achievement", "Anchors", "CredsealError", "ExpectedLearner", "Failure", "Issuer", "Learner", "MicroCredential", "Organisation", "Policy",
    "Register", "Report", "SealedCredential", "Sealing", "TrustedLists", "Undetermined", "Verdict", "VerificationError", "Verifier",
    "check_completeness", "open_signer",
]  # fmt: skip
HEAVY = {"cryptography", "jiter", "jwcrypto", "pydantic", "pyld", "rfc8785", "yaml", "argparse"}


def test_the_public_names_are_these():
    assert credseal.__all__ == PUBLIC
    assert set(PUBLIC) <= set(dir(credseal))


def test_every_public_name_is_there():
    for name in PUBLIC:
        assert getattr(credseal, name).__name__ == name


def test_a_name_that_is_not_public_is_an_attribute_error():
    with pytest.raises(AttributeError, match="Diploma"):
        _ = credseal.Diploma


def test_importing_it_loads_nothing_heavy():
    program = f"import sys\nimport credseal\nsys.exit(','.join(sorted({HEAVY!r} & set(sys.modules))))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603  our own
    assert done.stderr.strip() == ""


def test_modules_import_each_other_and_never_the_package():
    folder = ROOT / "src" / "credseal"
    modules = {path.stem for path in folder.iterdir()}
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert "credseal" not in {alias.name for alias in node.names}, f"{file}: line {node.lineno}"
            elif isinstance(node, ast.ImportFrom) and node.module == "credseal":
                # "from credseal import bundled" names a module, and is as good as naming it whole.
                assert {alias.name for alias in node.names} <= modules, f"{file}: line {node.lineno}"
