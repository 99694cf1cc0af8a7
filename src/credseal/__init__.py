"""credseal issues, seals and verifies European micro-credentials.

    from credseal import Issuer, Register, Verifier, open_signer

    report = Verifier(trust=[Register.load(Path("universities.json"))]).verify(Path("ada.json"))
    print(report.headline)

Each name is loaded when it is first asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from credseal.checks.completeness import check_completeness
    from credseal.checks.expectations import ExpectedLearner
    from credseal.checks.identity import PidProviders
    from credseal.checks.policy import Policy
    from credseal.errors import CredsealError
    from credseal.issuer import Failure, Issuer, SealedCredential, Sealing
    from credseal.keys.signer import open_signer
    from credseal.model.achievement import Achievement, MicroCredential
    from credseal.model.learner import Learner
    from credseal.model.organisation import Organisation
    from credseal.nonces import MemoryNonces
    from credseal.report import Report, Undetermined, Verdict, VerificationError
    from credseal.report.presentation import PresentationError, PresentationReport
    from credseal.trust.accreditation import Accreditations
    from credseal.trust.anchors import Anchors
    from credseal.trust.eu_lists import TrustedLists
    from credseal.trust.register import Register
    from credseal.verifier import Verifier

_HOMES = {
    "Accreditations": "trust.accreditation",
    "Achievement": "model.achievement",
    "Anchors": "trust.anchors",
    "CredsealError": "errors",
    "ExpectedLearner": "checks.expectations",
    "Failure": "issuer",
    "Issuer": "issuer",
    "Learner": "model.learner",
    "MemoryNonces": "nonces",
    "MicroCredential": "model.achievement",
    "Organisation": "model.organisation",
    "PidProviders": "checks.identity",
    "Policy": "checks.policy",
    "PresentationError": "report.presentation",
    "PresentationReport": "report.presentation",
    "Register": "trust.register",
    "Report": "report",
    "SealedCredential": "issuer",
    "Sealing": "issuer",
    "TrustedLists": "trust.eu_lists",
    "Undetermined": "report",
    "Verdict": "report",
    "VerificationError": "report",
    "Verifier": "verifier",
    "check_completeness": "checks.completeness",
    "open_signer": "keys.signer",
}

__all__ = [
    "Accreditations",
    "Achievement",
    "Anchors",
    "CredsealError",
    "ExpectedLearner",
    "Failure",
    "Issuer",
    "Learner",
    "MemoryNonces",
    "MicroCredential",
    "Organisation",
    "PidProviders",
    "Policy",
    "PresentationError",
    "PresentationReport",
    "Register",
    "Report",
    "SealedCredential",
    "Sealing",
    "TrustedLists",
    "Undetermined",
    "Verdict",
    "VerificationError",
    "Verifier",
    "check_completeness",
    "open_signer",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
