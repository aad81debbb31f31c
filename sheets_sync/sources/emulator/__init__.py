"""A loopback server that speaks Google's wire over a folder of .xlsx: OAuth tokens, Drive and Sheets."""

from .answers import Answer, Call
from .failures import FAILURES
from .latency import Latency
from .quotas import Quotas
from .rules import Rule
from .server import Emulator, Fault

__all__ = ["FAILURES", "Answer", "Call", "Emulator", "Fault", "Latency", "Quotas", "Rule"]
