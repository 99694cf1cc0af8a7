"""Which members of ``cnf`` name the key that a token is bound to.

RFC 7800, section 3.1 (https://www.rfc-editor.org/rfc/rfc7800#section-3.1), with ``jkt`` (RFC 9449, section 6.1) and ``x5t#S256`` (RFC 8705,
section 3.1). One of them names the key; with two, one reader could take another key than the next.
"""

from __future__ import annotations

NAMES_OF_KEYS = frozenset({"jwk", "jwe", "jku", "kid", "jkt", "x5t#S256"})
