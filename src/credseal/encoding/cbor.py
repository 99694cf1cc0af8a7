r"""CBOR, of the little that proof values need: unsigned integers, byte strings, texts, arrays and maps, in one spelling.

RFC 8949 (https://www.rfc-editor.org/rfc/rfc8949), preferred serialisation (section 4.1): integers and lengths as short as they can be,
nothing of indefinite length. Tags, floats, null and the other simple values, negative integers and repeated keys are refused. The
reader is the package cbor2, which reads far more than that, regular expressions and decimal fractions among it; so the bytes are
looked through before it gets them, and compared with what it would have written afterwards.

    from credseal.encoding import cbor

    cbor.encode([b"signature", [1, 2]])                       # b'\x82Isignature\x82\x01\x02'
    cbor.decode(b"\x82Isignature\x82\x01\x02", containers=2)    # [b'signature', [1, 2]]
    cbor.decode(b"\x9f\x01\xff", containers=2)                 # EncodingError: cbor.form
"""

from __future__ import annotations

from typing import TypeAlias

from credseal.errors import EncodingError

CborValue: TypeAlias = "int | bytes | str | list[CborValue] | dict[CborValue, CborValue]"

# Major types (RFC 8949, section 3.1).
_UNSIGNED, _BYTES, _TEXT, _ARRAY, _MAP = 0, 2, 3, 4, 5
_LONG = 24  # from here on the low five bits of a head say that 1, 2, 4 or 8 bytes of the number follow
_LONGEST = 27
_LOW_BITS = 0x1F


def encode(value: CborValue) -> bytes:
    """Write a value in the one spelling that ``decode`` reads; maps in the order of their members."""
    import cbor2  # noqa: PLC0415  few credentials need it

    return cbor2.dumps(value)


def decode(data: bytes, *, containers: int) -> CborValue:
    """Read one value.

    Args:
        data: nothing may follow the value.
        containers: how many arrays and maps there may be in all, so that nothing is nested for the sake of nesting.

    Raises:
        EncodingError: code ``cbor.form``, for anything else than the module's docstring says.
    """
    _look_through(data, containers)
    import cbor2  # noqa: PLC0415  as above

    try:
        value: CborValue = cbor2.loads(data)
        again = cbor2.dumps(value)
    except (cbor2.CBORDecodeError, cbor2.CBOREncodeError, TypeError, ValueError):
        raise _refused("it is cut off or broken") from None
    if again != data:
        raise _refused("something follows it, a map repeats a key, or a number is written longer than it is")
    return value


def _look_through(data: bytes, containers: int) -> None:
    """Looks at the head of every item; whatever items are inside others, their heads stand one after the other."""
    at = 0
    while at < len(data):
        major, low = data[at] >> 5, data[at] & _LOW_BITS
        if major not in (_UNSIGNED, _BYTES, _TEXT, _ARRAY, _MAP):
            raise _refused("it has a tag, a negative or broken number, or a simple value")
        if low > _LONGEST:
            raise _refused("it has an item of indefinite length")
        following = 1 << low - _LONG if low >= _LONG else 0
        number = int.from_bytes(data[at + 1 : at + 1 + following], "big") if following else low
        at += 1 + following
        if major in (_ARRAY, _MAP):
            containers -= 1
        if containers < 0 or (major != _UNSIGNED and number > len(data) - at):
            raise _refused("it has more items than were asked for, or than it is long")
        if major in (_BYTES, _TEXT):
            at += number


def _refused(reason: str) -> EncodingError:
    return EncodingError(
        f"The CBOR is not written as it must be: {reason}.",
        code="cbor.form",
        hint="What was cut or changed on its way looks like this; ask for it again.",
    )
