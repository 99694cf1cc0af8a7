"""What ``import credseal`` offers, and what it costs."""

import ast
import subprocess
import sys

import pytest

import credseal
from support import ROOT

# Released names are never taken away without a version that says so.
PUBLIC = [
    "Accreditations", "Achievement", "Anchors", "CredsealError", "ExpectedLearner", "Failure", "Issuer", "Learner", "MemoryNonces", "MicroCredential", "Organisation",
    "PidProviders", "Policy", "PresentationError", "PresentationReport", "Register", "Report", "SealedCredential", "Sealing", "TrustedLists", "Undetermined", "Verdict", "VerificationError", "Verifier",
    "check_completeness", "open_signer",
]  # fmt: skip
HEAVY = {"cryptography", "jiter", "jwcrypto", "pydantic", "pyld", "rfc8785", "yaml", "argparse"}
# What not every verification needs: sealed documents, certificates, pictures in templates, web sites, other profiles than the document's.
LATE = {
    *(
        "asn1crypto",
        "lxml",
        "signxml",
        "pyhanko_certvalidator",
        "pkcs11",
        "PIL",
        "jwcrypto",
        "pydantic",
        "pyld",
        "yaml",
        "argparse",
    ),
    *("cryptography.x509", "email", "http.client", "ssl", "urllib.request", "socket", "uuid", "platform"),
    *("credseal.issuer", "credseal.views", "credseal.render", "credseal.trust.eu_lists", "credseal.wallet"),
    *("credseal.media.png", "credseal.media.svg", "credseal.media.svg_xml"),
    *("credseal.profiles.elm.reading", "credseal.profiles.elm.checking", "credseal.profiles.elm.writing"),
    *("credseal.profiles.learning_credential.reading", "credseal.profiles.learning_credential.checking"),
    *("credseal.profiles.openbadges.reading", "credseal.profiles.openbadges.writing"),
    *("credseal.profiles.openbadges2.reading", "credseal.profiles.openbadges2.structure"),
}


def test_the_public_names_are_these():
    assert credseal.__all__ == PUBLIC
    assert set(PUBLIC) <= set(dir(credseal))


def test_every_public_name_is_there():
    for name in PUBLIC:
        assert getattr(credseal, name).__name__ == name


def test_a_name_that_is_not_public_is_an_attribute_error():
    with pytest.raises(AttributeError, match="Diploma"):
        _ = credseal.Diploma


@pytest.mark.parametrize(
    ("statement", "late"),
    [("import credseal", HEAVY), ("from credseal import Verifier", LATE)],
    ids=["it", "the verifier"],
)
def test_importing_it_loads_nothing_that_can_wait(statement, late):
    program = f"import sys\n{statement}\nsys.exit(','.join(sorted({late!r} & set(sys.modules))))"
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
