"""Nothing is signed that our own verifier would refuse: the first thing that is wrong is the reason why not.

refuse((*vcdm.check(document), *openbadges.check(document)))        # IssuingError, or nothing
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.errors import IssuingError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from credseal.findings import Finding


def refuse(findings: Iterable[Finding]) -> None:
    """Raises for the first error among findings.

    Raises:
        IssuingError: of its code.
    """
    for finding in findings:
        if finding.severity == "error":
            raise IssuingError(finding.message, code=finding.code, pointer=finding.pointer, hint=finding.hint)
