"""What a look at a document or record brought to light: one finding for each thing somebody may want to know.

A finding is no verdict and no exception: profiles and checks return findings, the report decides what follows from them.

    Finding("openbadges.language-left-out", "warning", "Open Badges holds one language: the texts in 'el' were left out.")

``error``: the document is not what its standard demands, our own issuer does not sign it. ``warning``: it is, but somebody
may misunderstand it, or something was left out. ``info``: worth knowing.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class Finding:
    """One thing found.

    Args:
        code: stable, lower-case, dotted, e.g. ``openbadges.missing-member``; it never changes once released.
        severity: see the module's docstring.
        message: one sentence for people; never personal data, members are named by what they are.
        pointer: JSON pointer (RFC 6901) to the member in question; None where it is no single member.
        hint: what to do about it, one sentence.
    """

    code: str
    severity: Severity
    message: str
    pointer: str | None = None
    hint: str | None = None
