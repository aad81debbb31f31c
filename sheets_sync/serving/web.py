"""What only `serve` needs: a web server is a fifth of a second that no other command should wait for."""

from .answers import Answers
from .given import Given
from .server import serve
from .sessions import Sessions
from .site import site

__all__ = ["Answers", "Given", "Sessions", "serve", "site"]
