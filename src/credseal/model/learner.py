"""The learner: identified by any of a DID, names, a birth date and registered identifiers; none is mandatory by itself.

    Learner(
        id="did:key:z6Mkha...",
        names=(Name(full="Ada Example", given="Ada", family="Example"),),
        identifiers=(Identifier("email", "ada@example.org"),),
    )

Types of identifiers that credseal knows: ``email``, ``student-number``, ``european-student-identifier``, ``national``. Others
may be used. A credential that was read often holds an identifier only as a salted hash (``HashedIdentifier``): it can be
compared with an expected value and not be turned back.

Personal data stays out of ``repr``, and so out of logs.
"""

from dataclasses import dataclass, field
from datetime import date

from credseal.errors import ModelError
from credseal.model.fields import settle
from credseal.model.organisation import Identifier, Place
from credseal.model.values import Token, Uri

EMAIL = "email"
STUDENT_NUMBER = "student-number"
EUROPEAN_STUDENT_IDENTIFIER = "european-student-identifier"
NATIONAL = "national"


@dataclass(frozen=True)
class Name:
    """One name of a person, whole or in its parts.

    Args:
        full: as the person writes it.
        given: given names.
        family: family names.
        former: a name the person no longer bears.
        family_prefix: what stands before a family name without being part of it, e.g. "van".
        additional: further names.
        patronymic: the name after the father.
        honorific_prefix: e.g. "Dr".
        honorific_suffix: e.g. "MSc".
    """

    full: str | None = field(default=None, repr=False)
    given: str | None = field(default=None, repr=False)
    family: str | None = field(default=None, repr=False)
    former: bool = False
    family_prefix: str | None = field(default=None, repr=False)
    additional: str | None = field(default=None, repr=False)
    patronymic: str | None = field(default=None, repr=False)
    honorific_prefix: str | None = field(default=None, repr=False)
    honorific_suffix: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        settle(self)
        if not self.written:
            raise ModelError("A name says nothing.", code="model.empty", hint="Leave it out altogether.")

    @property
    def written(self) -> str:
        """The whole name; without a full one, given and family names in this order."""
        return self.full or " ".join(part for part in (self.given, self.family) if part)


@dataclass(frozen=True)
class HashedIdentifier:
    """An identifier as a credential tells it without telling it.

    Args:
        type: as in ``Identifier``.
        hash: algorithm and hexadecimal digest, ``sha256$...``, over the UTF-8 of identifier and salt.
        salt: what was appended before hashing; None where nothing was.
    """

    type: Token
    hash: str = field(repr=False)
    salt: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        settle(self)


@dataclass(frozen=True)
class Learner:
    """The person who achieved something.

    Args:
        id: a DID (or another URI) that the learner controls or is known by.
        names: the present name first.
        birth_date: a date, never an instant.
        identifiers: by type; several of one type are allowed.
        hashed_identifiers: what a credential that was read holds of the others.
        address: where the learner lives.
    """

    id: Uri | None = None
    names: tuple[Name, ...] = ()
    birth_date: date | None = field(default=None, repr=False)
    identifiers: tuple[Identifier, ...] = ()
    hashed_identifiers: tuple[HashedIdentifier, ...] = ()
    address: Place | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        settle(self, may_be_empty=True)

    def identifiers_of(self, type: str) -> tuple[str, ...]:  # noqa: A002  the field's own word
        """The values of all identifiers of one type."""
        return tuple(each.value for each in self.identifiers if each.type == type)
