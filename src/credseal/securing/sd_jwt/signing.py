"""The tokens that issuer and holder sign: compact JSON Web Signatures of a JSON object.

RFC 7515, section 7.1, and RFC 7519, section 7.1: https://www.rfc-editor.org/rfc/rfc7515#section-7.1. Header and payload are written as JCS
(RFC 8785) writes them: nothing asks for that, but it refuses what JSON does not hold.

    signed({"typ": "dc+sd-jwt", "kid": "#key-1"}, claims, signer)      # 'eyJ...'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from credseal.encoding import base64url, jcs
from credseal.securing.jose.signing import algorithm_of

if TYPE_CHECKING:
    from credseal.encoding.strict_json import JsonObject
    from credseal.keys.signer import Signer


def signed(header: JsonObject, payload: JsonObject, signer: Signer) -> str:
    """A token.

    Args:
        header: the protected header without ``alg``, which the signer's key decides.
        payload: what is signed.
        signer: makes the signature.

    Raises:
        JsonError: header or payload have no form in JSON.
        KeyMaterialError: ``key.unsupported``, credseal does not sign with keys of that kind.
    """
    parts = ({**header, "alg": algorithm_of(signer)}, payload)
    signing_input = ".".join(base64url.encode(jcs.canonicalize(part)) for part in parts)
    return f"{signing_input}.{base64url.encode(signer.sign(signing_input.encode('ascii')))}"
