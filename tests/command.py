"""What tests of the command share: its answers, and the files that it works on (fixtures: ``conftest``)."""

import json
from dataclasses import dataclass
from pathlib import Path

from support import ROOT

DATA = ROOT / "examples" / "data"
PASSPHRASE = "correct horse"


@dataclass(frozen=True)
class Answered:
    """What the command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        """Standard output as JSON; there is nothing else on it then, nor on standard error."""
        assert self.err == ""
        return json.loads(self.out)


@dataclass(frozen=True)
class Issued:
    """What one university made, in files.

    Attributes:
        key: its private key, encrypted with PASSPHRASE.
        plain_key: the same, unencrypted.
        credential: what it issued to Ada.
        tampered: the same with a better grade.
        register: a register that lists the university.
        id: the university's identifier, a did:key.
    """

    key: Path
    plain_key: Path
    credential: Path
    tampered: Path
    register: Path
    id: str
