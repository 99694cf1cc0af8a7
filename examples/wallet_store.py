"""What a wallet keeps, in SQLite: credentials, and the requests that were answered. See ``wallet_backend``.

What the wallet found out and what a document says are apart, so that no list takes the one for the other.
"""

import json
import sqlite3
from dataclasses import astuple, dataclass, field
from hashlib import sha256
from pathlib import Path

from credseal import Report

TABLES = """
    CREATE TABLE IF NOT EXISTS held (digest PRIMARY KEY, received, verdict, issuer, in_parts, says, body);
    CREATE TABLE IF NOT EXISTS answered (domain, challenge, PRIMARY KEY (domain, challenge));
"""


@dataclass(frozen=True)
class Held:
    """A credential in the wallet: what the wallet found out when it came; what the document says; the document."""

    digest: str  # of what its issuer signed: white space makes it no other credential
    received: str
    verdict: str
    issuer: str | None  # the name by which a register knows whoever signed, never the document's own word
    in_parts: bool  # whether the learner can show a part of it
    says: dict[str, str | list[str]] = field(repr=False)  # anybody can write this
    body: bytes = field(repr=False)

    @classmethod
    def of(cls, report: Report, body: bytes, *, in_parts: bool) -> "Held":
        """What is kept of a credential whose report has no reason against that."""
        document = report.document or {}
        types = document.get("vct") or document.get("type", [])
        return cls(
            digest=sha256(json.dumps(document, sort_keys=True).encode()).hexdigest(),
            received=f"{report.at:%Y-%m-%d}",
            verdict=report.verdict.value,
            issuer=report.issuer.confirmed_name,
            in_parts=in_parts,
            says={
                "title": report.title() or "no title",
                "types": [types] if isinstance(types, str) else types,
                "issuer": report.issuer.claimed_name or "nobody",
                "awarded": str(report.issued.awarded_on or "no date"),
            },
            body=body,
        )


class Store:
    """The tables of one wallet. A real one encrypts them."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path)
        self._database.executescript(TABLES)

    def add(self, held: Held) -> bool:
        """Whether it is new."""
        return self._is_new("held", (*astuple(held)[:-2], json.dumps(held.says), held.body))

    def all(self) -> list[Held]:
        """Everything, in the order in which it came."""
        rows = self._database.execute("SELECT * FROM held ORDER BY rowid").fetchall()
        return [Held(*row[:-2], json.loads(row[-2]), row[-1]) for row in rows]

    def answer(self, domain: str, challenge: str) -> bool:
        """Whether it is the first answer to this request."""
        return self._is_new("answered", (domain, challenge))

    def close(self) -> None:
        """Closes the database."""
        self._database.close()

    def _is_new(self, table: str, row: tuple[object, ...]) -> bool:
        insert = f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(row))})"  # noqa: S608  our own names
        with self._database:
            return self._database.execute(insert, row).rowcount == 1
