"""Settings of the service: environment variables ``RASHOMON_…`` or a TOML file, each with a help line."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from compare.errors import OptionError

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Settings(BaseSettings):
    """Read once at start; the order is arguments, environment, ``rashomon.toml``, defaults."""

    model_config = SettingsConfigDict(
        env_prefix="RASHOMON_", toml_file="rashomon.toml", extra="forbid", frozen=True, validate_default=True
    )

    database: str = Field(
        "sqlite:///rashomon.db", description="SQLAlchemy URL: `sqlite:///FILE` or `postgresql+psycopg://…`."
    )
    host: str = Field("127.0.0.1", description="Address to listen on; any but loopback needs a key.")
    port: int = Field(8470, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    model: str | None = Field(
        None, description="A sentence-transformers model; default: the bundled encoder."
    )
    resources: Path | None = Field(None, description="A folder with your own lexicons and actors.")

    max_body_bytes: int = Field(25_000_000, ge=1000, description="Largest request body, in bytes.")
    max_files: int = Field(20, ge=2, description="Most files or readouts in one call.")
    max_text_characters: int = Field(
        1_000_000, ge=100, description="Longest text of one readout, in characters."
    )
    answer_at_once_characters: int = Field(
        60_000,
        ge=0,
        description="`POST /compare` answers at once up to this many characters in all, else with a job.",
    )
    answer_at_once_seconds: float = Field(
        60.0,
        ge=0,
        description="How long `POST /compare` waits for the worker before it answers with the job.",
    )
    requests_per_minute: int = Field(300, ge=1, description="Requests a minute for one key or address.")
    parse_seconds: float = Field(
        20.0, gt=0, description="Time that one file may take to be read, in seconds."
    )
    parse_megabytes: int = Field(1024, ge=256, description="Memory that reading one file may take, in MiB.")

    lease_seconds: float = Field(30.0, gt=0, description="A worker that is silent for so long loses its job.")
    poll_seconds: float = Field(0.5, gt=0, description="How often an idle worker looks for a job.")
    max_attempts: int = Field(3, ge=1, description="How often a job is begun before it is given up.")
    shutdown_seconds: float = Field(20.0, gt=0, description="Time that a stop waits for requests and jobs.")

    fetch_urls: bool = Field(False, description="May a readout be given as a URL that the service fetches?")
    fetch_bytes: int = Field(5_000_000, ge=1000, description="Most bytes that a fetched page may have.")
    fetch_seconds: float = Field(10.0, gt=0, description="Time that fetching one page may take, in seconds.")

    log_level: str = Field(
        "info", pattern="^(debug|info|warning|error)$", description="Least level that is logged."
    )

    @model_validator(mode="after")
    def _known_database(self) -> Self:
        if not self.database.startswith(("sqlite:", "postgresql")):
            raise ValueError(f"database is {self.database!r}: give sqlite:///FILE or postgresql+psycopg://…")
        return self

    @property
    def loopback(self) -> bool:
        """Does the service listen on this machine only?"""
        return self.host in LOOPBACK

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def read_settings(**given: object) -> Settings:
    """The settings; what is given (and not None) wins over environment and file.

    Raises:
        OptionError: a value is outside its range, or a name is unknown.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "settings"
        raise OptionError(name, first.get("input"), first["msg"]) from error
