"""Which network addresses may be asked: those that everybody on the internet reaches, and no others."""

import ipaddress
import socket

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_WEB_PORTS = (80, 443)


def is_public(place: str) -> bool:
    """Whether an IP address is one of the internet: not of this machine, a local network, or wrapped around one of those."""
    try:
        found = ipaddress.ip_address(place)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.scope_id or found.sixtofour or found.teredo:
            return False
        if found.ipv4_mapped:
            return is_public(str(found.ipv4_mapped))
        if found in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast and not found.is_reserved


def is_web_port(port: int) -> bool:
    """Whether the port is one of web sites; those of mail and other services are not asked."""
    return port in _WEB_PORTS or port >= 1024


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host in the order of the system. Raises OSError where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))
