"""Is whoever presents a credential the learner whom it names?

A credential names its learner by a key where the subject's ``id`` is a DID, or where ``cnf`` holds a JWK (RFC 7800, section 3.2:
https://www.rfc-editor.org/rfc/rfc7800#section-3.2). Whoever presents it has shown control of one key, by a proof over the verifier's
own challenge. The two are compared:

    compare_presenter(document, Presenter("did:key:z6Mk...", key))      # (Comparison("presenter_id", Agreement.SAME, ...),)

==========================================================  ===========================================================
the credential names its learner by                         outcome
==========================================================  ===========================================================
the presenter's identifier, letter for letter               same: ``presenter_id``
a did:key or did:jwk of the key that signed, or ``cnf``     same: ``presenter_key``, by thumbprint
any other DID, or another key in ``cnf``                    other; a DID that is no key says nothing where the presenter
                                                            is known by ``cnf`` alone (a proof of key binding)
a ``cnf`` of another form, or that names its key in two     not comparable
ways
no DID and no key (an e-mail address, a number, a name)     not comparable
anything, where control of no key was shown                 not comparable
==========================================================  ===========================================================

A credential on several people is the presenter's only if each of them is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from credseal.checks.holder_key import BY_THUMBPRINT, compare_bound_key, key_of_did
from credseal.checks.names import AS_WRITTEN
from credseal.keys.jwk import thumbprint
from credseal.profiles import vcdm
from credseal.report import Agreement, Comparison

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject, JsonValue
    from credseal.keys.public import PublicKey

PRESENTER_ID = "presenter_id"
PRESENTER_KEY = "presenter_key"


@dataclass(frozen=True)
class Presenter:
    """Whoever presents credentials to us.

    Attributes:
        id: the holder's identifier, as the presentation has it.
        key: the key that they have shown control of, now and to us; None where they have not.
        method: what the credential itself calls that key, where it names it and does not hold it (``kid`` in ``cnf``).
        is_confirmed: whether they are known by nothing but the key that the credential names in ``cnf``. What its subject is called says
            nothing against them then, unless that is a key itself.
    """

    id: str
    key: PublicKey | None = field(default=None, repr=False)
    method: str | None = None
    is_confirmed: bool = False


def compare_presenter(document: JsonObject, presenter: Presenter, *, is_claims: bool = False) -> tuple[Comparison, ...]:
    """Compares the learner of a document with its presenter.

    Args:
        document: the credential, as its issuer signed it.
        presenter: whoever presents it.
        is_claims: whether it is the claims of an SD-JWT VC, whose subject is ``sub``.

    Returns:
        A comparison for each thing by which the document names a learner, at least one.
    """
    if presenter.key is None:
        return (_not_comparable("Who presents it was not shown."),)
    subjects: list[JsonObject] = [{"id": document.get("sub")}] if is_claims else vcdm.subjects(document)
    by_id = [_compare_id(subject.get("id"), presenter, presenter.key) for subject in subjects]
    by_key = compare_bound_key(document, presenter.key, method=presenter.method)
    made = [one for one in by_id if one is not None]
    if by_key is not None:
        made.append(replace(by_key, what=PRESENTER_KEY))
    if not made or (len(subjects) > 1 and None in by_id):
        made.append(_not_comparable("The document names its learner by no key and no DID."))
    return tuple(made)


def _compare_id(stated: JsonValue, presenter: Presenter, key: PublicKey) -> Comparison | None:
    """A subject's identifier beside the presenter's; None where it says nothing about keys."""
    if not isinstance(stated, str):
        return None
    if stated == presenter.id:
        return Comparison(PRESENTER_ID, Agreement.SAME, "clear", AS_WRITTEN)
    if not stated.startswith("did:"):
        return None
    named = key_of_did(stated)
    if named is None and presenter.is_confirmed:
        return None
    if named is not None and thumbprint(named) == thumbprint(key):
        return Comparison(PRESENTER_KEY, Agreement.SAME, "clear", BY_THUMBPRINT)
    return Comparison(PRESENTER_ID, Agreement.OTHER, "clear")


def _not_comparable(reason: str) -> Comparison:
    return Comparison(PRESENTER_KEY, Agreement.NOT_COMPARABLE, reason=reason)
