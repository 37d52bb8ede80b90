"""Which addresses may be connected to: judged on the very address of each connection, after all names are resolved."""

import ipaddress
import socket
from collections.abc import Collection, Iterable
from typing import Any

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

USUAL_PORTS = frozenset({80, 443, 8080, 8443})
# Python 3.11 calls these global although they lead to, or are, other networks: translated, tunnelled, retired.
_NEVER = tuple(
    ipaddress.ip_network(block)
    for block in (
        "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "192.0.0.0/24", "fec0::/10", "::/96",
        "::ffff:0:0:0/96", "192.88.99.0/24",
    )
)  # fmt: skip


class Forbidden(Exception):
    """A connection to this address is not allowed; no OSError, so that no other address is tried instead."""


class Guard:
    """Public addresses on usual ports, and the networks and ports that the operator opened."""

    def __init__(self, networks: Iterable[Network] = (), ports: Collection[int] = ()) -> None:
        self._networks = tuple(networks)
        self._ports = USUAL_PORTS | set(ports)

    def allows(self, address: str, port: int) -> bool:
        """Whether a connection to a numeric address and port is allowed."""
        try:
            ip = _plain(ipaddress.ip_address(address.partition("%")[0]))
        except ValueError:
            return False
        if port not in self._ports:
            return False
        if any(ip.version == network.version and ip in network for network in self._networks):
            return True
        return (
            ip.is_global
            and not ip.is_multicast
            and not any(ip in block for block in _NEVER if block.version == ip.version)
        )

    def open_socket(self, address: Any) -> socket.socket:
        """Make the socket for a resolved address (family, kind, protocol, name, (host, port)); raises Forbidden."""
        family, kind, protocol, _, place = address
        host, port = place[0], place[1]
        if not self.allows(host, port):
            raise Forbidden(f"{host} port {port}")
        return socket.socket(family=family, type=kind, proto=protocol)


def _plain(ip: Address) -> Address:
    return getattr(ip, "ipv4_mapped", None) or ip
