"""Which network addresses are public: those that a document of a stranger may make us connect to.

Follows the IANA special-purpose registries (https://www.iana.org/assignments/iana-ipv4-special-registry,
https://www.iana.org/assignments/iana-ipv6-special-registry, RFC 6890). The tables stand here, not in the standard
library's ``is_global``, whose answers changed between Python releases.

    is_public(ip_address("93.184.216.34"))     # True
    is_public(ip_address("169.254.169.254"))   # False: a cloud's metadata service
    is_public(ip_address("::ffff:10.0.0.1"))   # False: an IPv4 address in disguise
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address

_NOT_PUBLIC_4 = tuple(
    IPv4Network(text)
    for text in (
        "0.0.0.0/8",  # this network (RFC 791); reaches the local machine on some systems
        "10.0.0.0/8",  # private (RFC 1918)
        "100.64.0.0/10",  # carrier-grade NAT (RFC 6598)
        "127.0.0.0/8",  # loopback (RFC 1122)
        "169.254.0.0/16",  # link-local (RFC 3927), cloud metadata services
        "172.16.0.0/12",  # private (RFC 1918)
        "192.0.0.0/24",  # protocol assignments (RFC 6890)
        "192.0.2.0/24",  # documentation (RFC 5737)
        "192.88.99.0/24",  # 6to4 relays, withdrawn (RFC 7526)
        "192.168.0.0/16",  # private (RFC 1918)
        "198.18.0.0/15",  # benchmarks (RFC 2544)
        "198.51.100.0/24",  # documentation (RFC 5737)
        "203.0.113.0/24",  # documentation (RFC 5737)
        "224.0.0.0/4",  # multicast (RFC 5771)
        "240.0.0.0/4",  # reserved (RFC 1112), and broadcast
    )
)

# Only this block is global unicast (RFC 4291, section 2.4): loopback, mapped IPv4, unique local, link-local and
# multicast addresses all lie outside.
_GLOBAL_UNICAST_6 = IPv6Network("2000::/3")

_NOT_PUBLIC_6 = tuple(
    IPv6Network(text)
    for text in (
        "2001::/23",  # protocol assignments (RFC 2928), with Teredo (RFC 4380), which embeds IPv4 addresses
        "2001:db8::/32",  # documentation (RFC 3849)
        "2002::/16",  # 6to4 (RFC 3056), withdrawn, embeds IPv4 addresses
        "3fff::/20",  # documentation (RFC 9637)
    )
)

# Networks without IPv4 reach the IPv4 internet through these (RFC 6052): as public as the address they carry.
_NAT64 = IPv6Network("64:ff9b::/96")
_LAST_32_BITS = 0xFFFF_FFFF


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet.

    Args:
        address: as ``ipaddress.ip_address`` reads it.

    Returns:
        False for private, loopback, link-local, multicast, reserved and documentation addresses, for all forms that
        carry an IPv4 address inside an IPv6 one (except NAT64 with a public address), and with a zone (``%eth0``).
    """
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address.scope_id is not None:
        return False
    if address in _NAT64:
        return is_public(IPv4Address(int(address) & _LAST_32_BITS))
    return address in _GLOBAL_UNICAST_6 and not any(address in network for network in _NOT_PUBLIC_6)
