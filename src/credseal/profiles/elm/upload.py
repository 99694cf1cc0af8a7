"""The form in which a credential is uploaded to the Commission's issuer, which seals it and sends it to the learner.

European Digital Credentials, issuing API: ``credential`` is the document as it is before sealing, ``deliveryDetails`` where the sealed one goes.
https://europa.eu/europass/digital-credentials/issuer

    to_upload(written.document, deliver_to=("ada@example.org",))
    # {'credential': {...}, 'deliveryDetails': {'deliveryAddress': ['ada@example.org']}}
    from_upload(form)                    # the credential; a document that is in no such form is returned as it is
"""

from collections.abc import Mapping, Sequence
from typing import Any

from credseal.errors import ProfileError

# What the issuer writes itself, from its certificate and its clock.
_OF_SEALING = ("issuer", "issued", "issuanceDate")


def to_upload(document: Mapping[str, Any], *, deliver_to: Sequence[str] = ()) -> dict[str, Any]:
    """The form in which a credential is uploaded.

    Args:
        document: an unsealed European Digital Credential.
        deliver_to: e-mail addresses or addresses of wallets that the sealed one is sent to.

    Raises:
        ProfileError: ``elm.sealed``, there is a proof or seal already.
    """
    if "proof" in document or "payload" in document:
        raise ProfileError(
            "The credential is sealed or signed already; the Commission's issuer seals what it is given.",
            code="elm.sealed",
            hint="Upload the credential as it was before.",
        )
    credential = {name: value for name, value in document.items() if name not in _OF_SEALING}
    delivery = {"deliveryDetails": {"deliveryAddress": list(deliver_to)}} if deliver_to else {}
    return {"credential": credential, **delivery}


def from_upload(document: Mapping[str, Any]) -> dict[str, Any]:
    """The credential in a form for upload, without what is said of its delivery."""
    inner = document.get("credential")
    is_form = isinstance(inner, Mapping) and document.keys() <= {"credential", "deliveryDetails"}
    return dict(inner) if is_form and isinstance(inner, Mapping) else dict(document)
