"""No test reaches anything but this machine."""

import socket

import pytest

from .conftest import NetworkRefused


@pytest.mark.parametrize("host", ["198.51.100.7", "2001:db8::1", "10.0.0.1"])
def test_a_connection_elsewhere_is_refused(host: str) -> None:
    """An address outside this machine is refused before a packet leaves."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as sock, pytest.raises(NetworkRefused):
        sock.connect((host, 443))


def test_a_name_elsewhere_is_not_looked_up() -> None:
    """Not even a name is asked for."""
    with pytest.raises(NetworkRefused):
        socket.create_connection(("sheets.googleapis.com", 443))


def test_loopback_is_open() -> None:
    """The tests' own servers are reached."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
