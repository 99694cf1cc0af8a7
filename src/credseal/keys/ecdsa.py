"""ECDSA signatures as credentials carry them: the two numbers r and s side by side, of fixed length.

JOSE (RFC 7518, section 3.4), Data Integrity ECDSA (section 3.2) and IEEE P1363 write r || s; OpenSSL reads and writes DER.
https://www.rfc-editor.org/rfc/rfc7518#section-3.4

    from credseal.keys.ecdsa import der_of, raw_of

    raw_of(der, size=32)    # 64 bytes for P-256
    der_of(raw)
"""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature


def raw_of(der: bytes, *, size: int) -> bytes:
    """DER to r || s, each of ``size`` bytes; what OpenSSL has just signed always fits."""
    r, s = decode_dss_signature(der)
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def der_of(raw: bytes) -> bytes:
    """Two numbers r || s of equal length to DER; the caller has checked the length."""
    half = len(raw) // 2
    return encode_dss_signature(int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big"))
