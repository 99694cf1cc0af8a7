"""What one endorsement says, read on its own.

    reading = read_endorsement(document)         # the verified document of an endorsement
    reading.endorsed                             # 'https://uni.example/micro-credentials/water'
    reading.comment                              # Text({'und': 'In line with the ESG.'})
    reading.issuance.sealer                      # who endorses

Open Badges 3.0, ``EndorsementCredential`` and ``EndorsementSubject``: https://www.imsglobal.org/spec/ob/v3p0/#endorsementsubject .
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from credseal.findings import Finding
from credseal.model.text import UNDETERMINED, Text
from credseal.model.values import is_uri
from credseal.profiles.issuance import Issuance
from credseal.profiles.openbadges.reading import first_of, read_issuance, read_sealer
from credseal.profiles.openbadges.texts import read_text
from credseal.profiles.tolerant import Log, Node


@dataclass(frozen=True)
class EndorsementReading:
    """An endorsement, read.

    Attributes:
        endorsed: the id of what is endorsed: a credential, an achievement, an organisation.
        comment: what is said of it, in Markdown.
        issuance: who endorses, since when, until when.
        findings: what was odd.
        unread: JSON pointers to members that were not understood.
    """

    endorsed: str | None
    comment: Text | None
    issuance: Issuance
    findings: tuple[Finding, ...]
    unread: tuple[str, ...]


def read_endorsement(document: Any) -> EndorsementReading:
    """Read an endorsement; nothing in it makes reading raise.

    Args:
        document: a JSON value; the verified document, where there is a proof.
    """
    log = Log(document, family="openbadges")
    if not isinstance(document, Mapping):
        log.report("odd-shape", "An endorsement is a JSON object.", "", severity="error")
        return EndorsementReading(None, None, Issuance(), tuple(log.findings), ("",))
    root = Node(document, "", log)
    root.mark("@context", "proof")
    subject = first_of(root, "credentialSubject")
    endorsed = subject.text("id") if subject else None
    if subject and endorsed is not None and not is_uri(endorsed):
        log.report("impossible-value", "What is endorsed must be named by an absolute URI.", subject.at("id"))
        endorsed = None
    comment = read_text(subject, "endorsementComment", UNDETERMINED, "comment") if subject else None
    name = read_text(root, "name", UNDETERMINED)
    issuance = read_issuance(root, UNDETERMINED, read_sealer(root, UNDETERMINED), name=name, place=None)
    return EndorsementReading(endorsed, comment, issuance, tuple(log.findings), log.unread(document))
