"""From where a request comes."""

from ipaddress import IPv6Address, ip_address

from fastapi import Request

PROXY_HEADER = "x-real-ip"
_HOME_NETWORK_BITS = 64
"""What one subscriber of IPv6 is given: whoever has one address there has them all."""


def source_address(request: Request, *, behind_proxy: bool) -> str:
    """The caller's address: the connection's, or what a proxy of ours says of it, which it writes over any other."""
    told = request.headers.get(PROXY_HEADER) if behind_proxy else None
    return told or (request.client.host if request.client else "")


def counted_address(address: str) -> str:
    """Under which attempts from ``address`` are counted together."""
    try:
        known = ip_address(address)
    except ValueError:
        return address[:60]
    if isinstance(known, IPv6Address):
        if known.ipv4_mapped is not None:
            return str(known.ipv4_mapped)
        network = int(known) >> _HOME_NETWORK_BITS << _HOME_NETWORK_BITS
        return f"{IPv6Address(network)}/{_HOME_NETWORK_BITS}"
    return str(known)
