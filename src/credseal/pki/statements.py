"""What a certificate says of itself by European law: qualified, for seals or signatures, its key in a device.

ETSI EN 319 412-5, sections 4.2 and 4.3 (QcStatements, an extension of RFC 3739, section 3.2.6):
https://www.etsi.org/deliver/etsi_en/319400_319499/31941205/ . It is what the authority claims; whether the claim holds is told by
the trusted list of the authority's country at the time in question.

    from credseal.pki.statements import read_statements

    read_statements(der)    # QcStatements(compliance=True, types=('eseal',), device=False)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias

from credseal.errors import PkiError

QC_STATEMENTS = "1.3.6.1.5.5.7.1.3"

QcType: TypeAlias = Literal["esign", "eseal", "web"]

_COMPLIANCE = "0.4.0.1862.1.1"
_DEVICE = "0.4.0.1862.1.4"
_TYPE = "0.4.0.1862.1.6"
_TYPES: dict[str, QcType] = {f"{_TYPE}.1": "esign", f"{_TYPE}.2": "eseal", f"{_TYPE}.3": "web"}


@dataclass(frozen=True)
class QcStatements:
    """The statements that matter for seals.

    Attributes:
        compliance: the certificate is issued as a qualified one (QcCompliance).
        types: what it is qualified for (QcType), in the order of the certificate. None named means electronic signatures.
        device: its private key lies in a qualified device (QcSSCD).
    """

    compliance: bool = False
    types: tuple[QcType, ...] = ()
    device: bool = False


def read_statements(der: bytes) -> QcStatements:
    """Read the value of the extension.

    Args:
        der: the extension's value, without the OCTET STRING around it.

    Raises:
        PkiError: code ``certificate.extension``, it is not what the standard has.
    """
    try:
        statements = {each["id"].dotted: each["info"] for each in _statement_list().load(der, strict=True)}
        types = _object_identifiers(statements[_TYPE]) if _TYPE in statements else ()
    except (ValueError, TypeError, KeyError):
        raise PkiError(
            "The certificate's qcStatements are not what ETSI EN 319 412-5 has.", code="certificate.extension"
        ) from None
    return QcStatements(
        compliance=_COMPLIANCE in statements,
        types=tuple(_TYPES[each] for each in types if each in _TYPES),
        device=_DEVICE in statements,
    )


def _object_identifiers(info: Any) -> tuple[str, ...]:
    from asn1crypto import core  # noqa: PLC0415 - as in _statement_list

    return tuple(each.dotted for each in info.parse(core.SequenceOf, spec_params={"spec": core.ObjectIdentifier}))


@cache  # one entry
def _statement_list() -> Any:
    # asn1crypto takes long to import, and most certificates have no such statements.
    from asn1crypto import core  # noqa: PLC0415 - see above

    class Statement(core.Sequence):  # type: ignore[misc]
        _fields = [("id", core.ObjectIdentifier), ("info", core.Any, {"optional": True})]  # noqa: RUF012 - its way

    class Statements(core.SequenceOf):  # type: ignore[misc]
        _child_spec = Statement

    return Statements
