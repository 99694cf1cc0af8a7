"""One issuer in a register: by which identifiers it is known, and how it stands.

    entry = Entry("did:web:uni.example", "University of Example", also_known_as=("https://uni.example/",))
    entry.is_in_force(datetime.now(UTC))

An identifier is a DID (DID Core 1.0, section 3.1: https://www.w3.org/TR/did-1.0/#did-syntax), an https URL with a host name in
ASCII (RFC 3986; international names in their ``xn--`` form, RFC 5890), or what certificates of seals identify a legal person by, e.g.
``VATES-A12345678`` (ETSI EN 319 412-1, section 5.1.4), and is compared letter for letter: nothing is normalised, so that no two
spellings meet. What no credential could be authenticated for is refused here, rather than never found later.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias

from credseal.did.document import method_of
from credseal.errors import FetchError, ModelError, pointer_to
from credseal.model.dates import order
from credseal.model.fields import settle
from credseal.model.values import Country, Rule, is_uri
from credseal.net.urls import parse

# A kind (tax, trade register, payment service, LEI, or a national one), a country, a hyphen, and what the kind gives.
_LEGAL = re.compile(r"(?:VAT|NTR|PSD|LEI|[A-Z]{2}:)[A-Z]{2}-[!-~]{1,80}")
IssuerId: TypeAlias = Annotated[
    str,
    Rule(
        "an absolute URI, or a legal identifier such as VATES-A12345678",
        "model.uri",
        lambda text: is_uri(text) or _LEGAL.fullmatch(text),
        "Write it in full, e.g. did:web:uni.example.",
    ),
]
Status: TypeAlias = Literal["in-force", "suspended", "withdrawn"]


@dataclass(frozen=True)
class Entry:
    """One issuer in a register.

    Args:
        id: its DID, https URL or legal identifier, exactly as its credentials, or the certificates of its seals, have it.
        name: what the register says it is called.
        also_known_as: its other identifiers, exactly as its credentials have them: one university may sign as a did:web, as
            an https URL and with a did:key.
        country: ISO 3166-1, two letters.
        status: how it stands today. ``suspended`` and ``withdrawn`` speak against what it issued, also before: without a
            trusted timestamp nobody can tell when that was.
        valid_from: the first day of its entry.
        valid_until: the last day of its entry.
        expires: until when what is said here may be relied on, an instant; then the register must be asked again.
    """

    id: IssuerId
    name: str
    also_known_as: tuple[IssuerId, ...] = ()
    country: Country | None = None
    status: Status = "in-force"
    valid_from: date | None = None
    valid_until: date | None = None
    expires: datetime | None = None

    def __post_init__(self) -> None:
        settle(self)
        for steps, identifier in self.identifiers():
            if not _may_issue(identifier):
                raise ModelError(
                    "An issuer is identified by a DID, an https URL without a fragment, or a legal identifier such as VATES-A12345678, in ASCII.",
                    code="register.issuer-id",
                    pointer=pointer_to(*steps),
                    hint="Write international host names in their xn-- form.",
                )
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ModelError("The entry ends before it begins.", code="register.dates", pointer="/valid_until")

    def identifiers(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """All its identifiers, each behind the steps that lead to it in the entry."""
        others = ((("also_known_as", index), each) for index, each in enumerate(self.also_known_as))
        return ((("id",), self.id), *others)

    def is_in_force(self, at: datetime) -> bool:
        """Whether the entry holds at an instant. First and last day count as whole days, in any zone."""
        begun = self.valid_from is None or order(self.valid_from, at) <= 0
        ended = self.valid_until is not None and order(self.valid_until, at) < 0
        return self.status == "in-force" and begun and not ended


def _may_issue(identifier: str) -> bool:
    if method_of(identifier) is not None or _LEGAL.fullmatch(identifier):
        return True
    try:
        parse(identifier)
    except FetchError:
        return False
    return True
