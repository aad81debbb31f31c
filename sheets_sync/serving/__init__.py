"""The war room's pages over HTTP: who may see which, behind a password, with nothing else of the machine in reach."""

from .hashing import LONGEST, hashed
from .users import LONGEST_NAME, User, Users, is_name, load_users, plain_name, save_user

__all__ = [
    "LONGEST",
    "LONGEST_NAME",
    "User",
    "Users",
    "hashed",
    "is_name",
    "load_users",
    "plain_name",
    "save_user",
]
