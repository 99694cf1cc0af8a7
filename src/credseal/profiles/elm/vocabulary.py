"""The words of a European Digital Credential that are its frame: contexts, types, profiles, kinds of evidence.

https://github.com/european-commission-empl/European-Learning-Model , application profiles ``EDC`` 1.2.0 (ELM 3.2). Each profile is a concept
of the list of credential types and a schema with shapes of its own.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from credseal.profiles import vcdm

CONTEXTS = ("https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap")
TYPES = ("VerifiableCredential", vcdm.EUROPEAN)
STATUS, TERMS_OF_USE, SCHEMA = "CredentialStatus", "TermsOfUse", "ShaclValidator2017"

Variant: TypeAlias = Literal["generic", "accredited", "issued-by-mandate"]

_PROFILE = "http://data.europa.eu/snb/credential/"
_MODEL = "http://data.europa.eu/snb/model/ap/"
# The code of the profile in the list of credential types, and the schema.
PROFILES: Mapping[Variant, tuple[str, str]] = {
    "generic": ("e34929035b", _MODEL + "edc-generic-full"),
    "accredited": ("c_ae121a00", _MODEL + "edc-accredited"),
    "issued-by-mandate": ("c_9a31f32a", _MODEL + "edc-issued-by-mandate"),
}
VARIANT_OF_PROFILE: Mapping[str, Variant] = {
    **{_PROFILE + code: variant for variant, (code, _) in PROFILES.items()},
    _PROFILE + "6cf8e68c43": "accredited",  # the Commission's own samples call this one Accredited
}
SCHEMAS = frozenset(schema for _, schema in PROFILES.values())
ACCREDITATION, MANDATE = "c_991b06c6", "c_18016257"
EVIDENCE_TYPE = "http://data.europa.eu/snb/evidence-type/"
# The ids of what the Commission's issuer, and sealing here, write from the certificate into the organisation that seals.
CERTIFICATE_IDENTIFIER, CERTIFICATE_LOCATION = "urn:certificateIdentifier:1", "urn:certificateLocation:1"
