"""The header parameters of a JAdES signature, and what credseal does about each.

ETSI TS 119 182-1 V1.2.1, clauses 5.1 and 5.2: https://www.etsi.org/deliver/etsi_ts/119100_119199/11918201/01.02.01_60/ ; RFC 7515,
section 4.1; RFC 7797, section 3. ``crit`` lists parameters without which a signature must not be judged: one that is not understood
here means that no judgement is given.

    PARAMETERS["sigPl"].handling          # 'told'
    "sigPId" in UNDERSTOOD                # False
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Handling: TypeAlias = Literal["checked", "imprint", "told", "undecided", "refused"]
"""``checked``: its rules are looked at by ``rules``. ``imprint``: a timestamp, looked at where timestamps are. ``told``: a finding
names it, nothing follows from it. ``undecided``: a finding names it, and with it in ``crit`` no judgement is given. ``refused``:
a signature must not have it."""


class Parameter(NamedTuple):
    """One header parameter.

    Attributes:
        handling: see ``Handling``.
        told: what it says, for the sentence that names it: what "the header" has; empty where there is no such sentence.
    """

    handling: Handling
    told: str = ""


PARAMETERS: Mapping[str, Parameter] = {
    # RFC 7515, section 4.1, with clauses 5.1.2 to 5.1.9
    "alg": Parameter("checked"),
    "cty": Parameter("checked"),
    "kid": Parameter("checked"),
    "typ": Parameter("checked"),
    "x5c": Parameter("checked"),
    "x5t#S256": Parameter("checked"),
    "crit": Parameter("checked"),
    "x5t": Parameter("refused"),
    "x5u": Parameter("told", "an address of certificates, which is not followed"),
    "jku": Parameter("told", "an address of keys, which is not followed"),
    "jwk": Parameter("told", "a key, which says nothing about whose it is"),
    # RFC 7797 and RFC 7519, with clauses 5.1.10 and 5.1.11
    "b64": Parameter("checked"),
    "iat": Parameter("checked"),
    "exp": Parameter("checked"),
    # clause 5.2
    "sigT": Parameter("checked"),
    "x5t#o": Parameter("checked"),
    "sigX5ts": Parameter("checked"),
    "srCms": Parameter("told", "commitments of the signer, such as a proof of origin or of approval"),
    "sigPl": Parameter("told", "the place where it was signed, as the signer states it"),
    "srAts": Parameter("told", "attributes of the signer, which are not examined"),
    "adoTst": Parameter("imprint"),
    "sigPId": Parameter("undecided", "a signature policy, which is not examined"),
    "sigD": Parameter("undecided"),
}

UNDERSTOOD = frozenset(
    {*(name for name, known in PARAMETERS.items() if known.handling in {"checked", "imprint", "told"}), "etsiU"}
)
"""What ``crit`` may list. ``etsiU`` stands in the unprotected header and is read with the levels."""

# RFC 7515, section 4.1.11: names that these specifications define may not be listed as extensions.
NO_EXTENSIONS = frozenset(
    {
        *("alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit"),
        *("epk", "apu", "apv", "iv", "tag", "p2s", "p2c", "enc", "zip"),  # RFC 7518
    }
)

MUST_BE_CRITICAL = ("b64", "sigD")
"""RFC 7797, section 6, and clause 5.1.9."""
