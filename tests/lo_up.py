"""Bring the loopback interface up in a network namespace of one's own, where no `ip` is installed."""

import fcntl
import socket
import struct

SIOCSIFFLAGS, IFF_UP = 0x8914, 0x1

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    fcntl.ioctl(sock, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))
