"""JAdES: the electronic seals of European Digital Credentials, and of whatever else is sealed as JSON.

ETSI TS 119 182-1 V1.2.1: https://www.etsi.org/deliver/etsi_ts/119100_119199/11918201/01.02.01_60/ . A seal is a JSON Web Signature
(RFC 7515) with a certificate in its protected header.

    sealed = parse(Path("diploma.jsonld").read_bytes())
    (signature,) = sealed.signatures
    signature.verify(signature.certificate.public_key)     # unbroken; whose it is, a path of certificates says
    [finding.code for finding in faults(signature)]        # what level B of the standard demands

``parsing`` takes files apart, ``signature`` checks, ``rules`` are the standard's for headers, ``parameters`` tells what is done about
each header parameter, ``signing`` seals.

What a seal does not cover: white space and escapes of the file's JSON (the payload's are those of one string, which counts as it is
after unescaping), the order and the names of other members beside ``payload`` and ``signatures`` (findings name them), the unprotected
header, and with it what ``etsiU`` holds, as far as no timestamp covers it; with several signatures, the other signatures. An ECDSA
signature (r, s) can be turned into (r, n - s) by anybody, without key: it covers the same bytes, so that a signature's text
identifies nothing.
"""

from credseal.securing.jades.parsing import parse
from credseal.securing.jades.rules import faults, file_faults
from credseal.securing.jades.signature import ALGORITHMS, Form, Jades, JadesSignature

__all__ = ["ALGORITHMS", "Form", "Jades", "JadesSignature", "faults", "file_faults", "parse"]
