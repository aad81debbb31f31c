"""How mail leaves: the keys of `mail`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from .values import Address, Megabytes, Sender, Settings, is_loopback, mail_server, one_taker


class FolderMail(Settings):
    """Mail laid down as one .eml a message, for rehearsals and for offices without a mail server."""

    kind: Literal["folder"] = "folder"
    path: Path = Path("out/mail")
    sender: Sender = Field(default="Sheets Sync <report@localhost>", alias="from")
    largest_mb: Megabytes = 8


class SmtpMail(Settings):
    """Mail sent through a server, over a connection whose certificate is checked."""

    kind: Literal["smtp"]
    host: Annotated[str, AfterValidator(mail_server)]
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str = ""
    password_file: Path | None = None
    ca_file: Path | None = None  # an office's own certificate authority
    sender: Sender = Field(alias="from")
    per_minute: Annotated[int, Field(ge=1)] = 60
    largest_mb: Megabytes = 8  # of a message; annexes that would make it larger are left out, and named in it
    bounces: Annotated[Address, AfterValidator(one_taker)] | None = None  # where mail comes back that nobody took

    @model_validator(mode="after")
    def _secret_only_over_tls(self) -> SmtpMail:
        if self.security == "none" and not is_loopback(self.host):
            raise ValueError("security: none is only for a mail server on this machine; use starttls or tls")
        if self.username and self.password_file is None:
            raise ValueError("username is given without password_file")
        return self


MailSettings = Annotated[FolderMail | SmtpMail, Field(discriminator="kind")]
