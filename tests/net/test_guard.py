"""Which addresses may be connected to."""

import ipaddress
import socket

import pytest

from pipeline.net.guard import Forbidden, Guard


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "192.0.0.8", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "fe80::1%eth0", "fec0::1",
        "::7f00:1", "::5db8:d822", "::ffff:0:7f00:1", "::ffff:0:5db8:d822", "192.88.99.1", "not an address", "",
    ],
)  # fmt: skip
def test_private_and_odd_addresses_are_refused(address: str) -> None:
    assert not Guard().allows(address, 80)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_public_addresses_are_allowed(address: str) -> None:
    assert Guard().allows(address, 443)


@pytest.mark.parametrize("port", [22, 25, 3306, 6379, 9200])
def test_other_ports_are_refused(port: int) -> None:
    assert not Guard().allows("93.184.216.34", port)


def test_an_opened_network_and_port_are_allowed_and_no_more() -> None:
    guard = Guard([ipaddress.ip_network("127.77.0.0/16")], [8123])
    assert guard.allows("127.77.3.4", 8123)
    assert guard.allows("::ffff:127.77.3.4", 8123)
    assert not guard.allows("127.78.0.1", 8123)
    assert not guard.allows("127.77.3.4", 8124)


def test_a_refused_socket_is_never_made() -> None:
    with pytest.raises(Forbidden):
        Guard().open_socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 80)))


def test_a_refusal_is_no_network_error() -> None:
    assert not issubclass(Forbidden, OSError)
