"""The settings: defaults, then sahel.toml, then SAHEL_... in the environment; the only reader of either."""

import difflib
import os
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from email.utils import getaddresses
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from pipeline.domain.errors import ConfigError
from pipeline.domain.urls import without_secrets

PREFIX = "SAHEL_"
ADDRESSES = frozenset({"db", "archive", "proxy"})
"""Settings that may hold a password or a key."""
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_MAIL_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*")
_OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
NOT_SETTINGS = frozenset({"SAHEL_HOME", "SAHEL_DB", "SAHEL_CONFIG", "SAHEL_TEST_POSTGRES"})


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _zone(value: object) -> object:
    try:
        ZoneInfo(str(value))
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("no such time zone") from error
    return value


def _proxy(value: object) -> object:
    if value and not str(value).startswith(("http://", "https://")):
        raise ValueError("not an http(s) address")
    return value


def _line(value: str) -> str:
    if any(unicodedata.category(character) in {"Cc", "Zl", "Zp"} for character in value):
        raise ValueError("must be one line without control characters")
    return value


def _mail_address(value: str) -> str:
    found = getaddresses([_line(value)])
    address = found[0][1] if len(found) == 1 else ""
    # The reader of addresses mends what is wrong: taken is only what needed no mending.
    if not _MAIL_ADDRESS.fullmatch(address) or (value != address and not value.endswith(f"<{address}>")):
        raise ValueError(f"{value!r} is no mail address")
    return value


def _sender(value: str) -> str:
    return value and _mail_address(value)


Listing = BeforeValidator(_split)
MailAddress = Annotated[str, AfterValidator(_mail_address)]


class Settings(BaseSettings):
    """What an operator can set; the text of each field is what `sahel config` shows."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_prefix="", validate_default=True)

    contact: Annotated[str, AfterValidator(_line)] = Field(
        "", description="How outlets can reach you: an address or a mail address, in the User-Agent"
    )
    timezone: Annotated[str, BeforeValidator(_zone)] = Field("UTC", description="The zone that days are counted in")
    language: Literal["en", "fr"] = Field("en", description="The language of the digest")
    digest_hour: int = Field(6, ge=0, le=23, description="The hour after which yesterday's digest is written")
    visits: int = Field(8, ge=1, le=256, description="How many hosts are visited at once")
    processes: int = Field(
        default_factory=lambda: max(1, os.cpu_count() or 1), ge=1, le=256, description="Processes that read pages"
    )
    host_delay: float = Field(
        2.0, ge=0, le=3_600, allow_inf_nan=False, description="Seconds between two requests to one host"
    )
    deadline: float = Field(
        30.0, gt=0, le=240, allow_inf_nan=False, description="Seconds that a request may take in all"
    )
    allow_networks: Annotated[tuple[IPv4Network | IPv6Network, ...], Listing] = Field(
        (), description="Private networks that may be reached all the same, such as 10.1.0.0/16"
    )
    allow_ports: Annotated[tuple[int, ...], Listing] = Field((), description="Ports beside 80, 443, 8080 and 8443")
    proxy: Annotated[str, BeforeValidator(_proxy)] = Field(
        "", description="The proxy to reach outlets through, such as http://proxy.example:3128"
    )
    rechecks: bool = Field(
        True, description="Whether pages of relevant articles are looked at again after 6 and 24 hours and 7 days"
    )
    min_free_mb: int = Field(200, ge=0, description="Free disk space below which pages are no longer kept, MB")
    archive: str = Field("", description="Where pages are kept: a folder or an fsspec address; HOME/pages if empty")

    smtp_host: Annotated[str, AfterValidator(_line)] = Field("", description="The server that takes letters")
    smtp_port: int = Field(587, ge=1, le=65_535, description="Its port: 587 for starttls, usually 465 for tls")
    smtp_user: Annotated[str, AfterValidator(_line)] = Field("", description="Whom to log in as there, if it asks")
    smtp_password: SecretStr = Field(SecretStr(""), description="The password of that user")
    smtp_tls: Literal["starttls", "tls", "none"] = Field("starttls", description="How letters are kept secret there")
    mail_from: Annotated[str, AfterValidator(_sender)] = Field(
        "", description="Who letters are from: an address, or Name <address>"
    )
    mail_to: Annotated[tuple[MailAddress, ...], Listing] = Field((), description="Who gets digests and alerts by mail")
    chat: Annotated[tuple[SecretStr, ...], Listing] = Field(
        (), description="Chats that get digests in brief and alerts: addresses as apprise knows them"
    )

    home: Path = Field(description="The folder that holds everything")
    db: str = Field(description="The database, an SQLAlchemy address")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take values only from what load_settings hands over, so that each fault can name where it was set."""
        return (init_settings,)

    @property
    def archive_address(self) -> str:
        """Where the page archive lies."""
        return self.archive or str(self.home / "pages")

    @property
    def seeds(self) -> Path:
        """The user's own lists and seed documents."""
        return self.home / "seeds"

    @property
    def digests(self) -> Path:
        """Where digests are written."""
        return self.home / "digests"


def load_settings(
    environment: Mapping[str, str], *, home: Path | None = None, config: Path | None = None, db: str | None = None
) -> Settings:
    """Read the settings; raises ConfigError that names the key, where it was set and what is known or allowed.

    The home is none of them: it is where the settings are looked for.
    """
    folder = (home or Path(environment.get("SAHEL_HOME") or "sahel-home")).expanduser().absolute()
    file = config or (Path(environment["SAHEL_CONFIG"]) if environment.get("SAHEL_CONFIG") else None)
    source = file or folder / "sahel.toml"
    written = _read_toml(source, required=file is not None)
    set_here = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX) and name not in NOT_SETTINGS
    }
    origins = dict.fromkeys(written, str(source)) | {key: PREFIX + key.upper() for key in set_here}
    given = {**written, **set_here}
    if "home" in given:
        raise ConfigError(f"{origins['home']}: home: the home folder is given by --home or SAHEL_HOME")
    address = db or environment.get("SAHEL_DB") or given.get("db") or f"sqlite:///{folder / 'sahel.db'}"
    try:
        settings = Settings(**{**given, "home": folder, "db": address})
    except ValidationError as error:
        raise _explained(error, origins) from None
    if faults := [f"{origins.get(key, 'settings')}: {key}: {fault}" for key, fault in _at_odds(settings)]:
        raise ConfigError("; ".join(faults))
    return settings


def shown(settings: Settings) -> dict[str, str]:
    """The settings in effect as text, with secrets hidden."""
    values = settings.model_dump(mode="json")
    texts = {
        key: ", ".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in values.items()
    }
    return {key: without_secrets(text) if key in ADDRESSES else text for key, text in texts.items()}


def _at_odds(settings: Settings) -> Iterator[tuple[str, str]]:
    """Settings that do not go together, each with the reason."""
    password = settings.smtp_password.get_secret_value()
    if settings.mail_to and not settings.smtp_host:
        yield "mail_to", "letters need a server that takes them: set smtp_host"
    if settings.mail_to and not settings.mail_from:
        yield "mail_to", "letters need a sender: set mail_from"
    if settings.smtp_user and not password:
        yield "smtp_user", "a user needs a password: set smtp_password"
    if password and not settings.smtp_user:
        yield "smtp_password", "a password needs its user: set smtp_user"
    if password and settings.smtp_tls == "none" and settings.smtp_host not in _OWN_MACHINE:
        yield "smtp_tls", "a password would travel unprotected: use starttls or tls"
    if not (settings.smtp_user + password).isascii():
        yield "smtp_user", "user and password must be plain ASCII"
    if len(set(settings.mail_to)) < len(settings.mail_to):
        yield "mail_to", "names somebody twice"


def _read_toml(file: Path, *, required: bool) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8-sig"))
    except FileNotFoundError:
        if required:
            raise ConfigError("there is no such settings file", subject=str(file)) from None
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError("the settings file cannot be read", subject=str(file)) from error
    except OSError as error:
        raise ConfigError("the settings file cannot be opened", subject=str(file)) from error


def _explained(error: ValidationError, origins: Mapping[str, str]) -> ConfigError:
    lines = []
    for fault in error.errors():
        key = str(fault["loc"][0])
        where = origins.get(key, "settings")
        lines.append(f"{where}: {key}: {_reason(key, str(fault['type']), str(fault['msg']))}")
    return ConfigError("; ".join(lines))


def _reason(key: str, kind: str, message: str) -> str:
    if kind != "extra_forbidden":
        return message[0].lower() + message[1:]
    known = [name for name in Settings.model_fields if name != "home"]
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    return f"no such setting; did you mean {near[0]}?" if near else f"no such setting; known are {', '.join(known)}"
