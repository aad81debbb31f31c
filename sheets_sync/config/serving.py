"""How the pages are served: the keys of `serve`."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from .values import Settings, is_loopback
from .wording import shown


def proxy_address(value: str) -> str:
    """An address such as 10.0.0.5, or a network such as 172.18.0.0/16."""
    try:
        return str(ipaddress.ip_network(value))
    except ValueError:
        raise ValueError(f"expected the address or network of a proxy such as 10.0.0.5, got {shown(value)}") from None


def listening_address(value: str) -> str:
    """An address to listen at: names could lead anywhere."""
    if value != "localhost":
        try:
            ipaddress.ip_address(value)
        except ValueError:
            raise ValueError(f"expected an address such as 127.0.0.1, got {shown(value)}") from None
    return value


class ServeSettings(Settings):
    """Where the pages are served, to whom, and for how long a login holds; `proxy` is what speaks https before us."""

    host: Annotated[str, AfterValidator(listening_address)] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8086
    proxy: bool | tuple[Annotated[str, AfterValidator(proxy_address)], ...] = False
    users: Path = Path("users.yaml")
    hours: Annotated[float, Field(gt=0, le=744, allow_inf_nan=False)] = 12

    @model_validator(mode="after")
    def _never_bare(self) -> ServeSettings:
        if not is_loopback(self.host) and not (isinstance(self.proxy, tuple) and self.proxy):
            raise ValueError(
                f"host {self.host} is not this machine's own, and passwords would go over the net as they are typed: "
                "serve 127.0.0.1 behind a proxy with https and write proxy: true; where the proxy is another machine, "
                'name its address: proxy: ["10.0.0.5"]'
            )
        return self

    @property
    def proxies(self) -> tuple[str, ...]:
        """The addresses of the proxies; this machine's where it is only said that there is one."""
        return self.proxy if isinstance(self.proxy, tuple) else ("127.0.0.0/8", "::1/128") if self.proxy else ()
