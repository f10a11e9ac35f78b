"""All options of Prospector: one frozen value, read once from ``PROSPECTOR_…`` environment variables and ``.env``."""

import ipaddress
import os
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent


class Settings(BaseSettings):
    """Every option with its default; the text under each is what docs/settings.md says."""

    model_config = SettingsConfigDict(env_prefix="PROSPECTOR_", env_file=".env", frozen=True, extra="ignore", use_attribute_docstrings=True)

    data_dir: Path = Path("data")
    """Folder for the database and the page archive. One process owns it at a time."""

    saved_web: str = "samples/web"
    """Roots of saved websites (`<root>/<host>/<path>.html`), several separated by the path separator of the system."""

    search: str = "saved"
    """Search provider used when a run searches: the name of a file in providers/search."""

    embed: str = ""
    """Embedding provider that candidates are ordered with besides their words: the name of a file in providers/embed; empty for none.
    `fastembed` runs a local model: install requirements-embed.txt; the model is fetched once, from the network."""

    embed_model: str = Field(default="sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2", max_length=200)
    """Model of the embedding provider, by the name that the provider knows it by."""

    concurrency: int = Field(default=8, ge=1, le=256)
    """Leads worked on at the same time within one run over saved pages."""

    web_concurrency: int = Field(default=32, ge=1, le=256)
    """Leads worked on at the same time within one run over the live web, where most of the time is waiting."""

    contact_url: str = Field(default="", max_length=500)
    """Address of a page that tells a website's owner who reads it and how to object; it stands in the user agent of every request to the live web."""

    host_delay: float = Field(default=0.5, ge=0, le=60)
    """Seconds between the end of one request to a website and the next one to it, at the least; a longer Crawl-delay of its robots.txt is obeyed."""

    site_seconds: float = Field(default=60, ge=5, le=600)
    """Seconds that one website may take a run at the most, waiting included; what was read by then is used."""

    openings: str = ""
    """Addresses beside the public internet that may be read: an intranet server, a test server. Several `<ip>:<port>` separated by commas.
    Any website that is read may lead there: open nothing that acts on being asked."""

    extract_workers: int = Field(default=2, ge=1, le=64)
    """Child processes that parse pages."""

    pages_per_site: int = Field(default=8, ge=1, le=20)
    """Content pages read per website at the most."""

    leads_per_day: int = Field(default=10_000, ge=1)
    """Leads completed per user and day (UTC) at the most."""

    sites_per_day: int = Field(default=50_000, ge=1)
    """Websites read per user and day (UTC) at the most."""

    active_runs: int = Field(default=4, ge=1)
    """Runs going at the same time in the installation at the most (one per user in any case)."""

    archive_quota_mb: int = Field(default=5_000, ge=10)
    """Size of the page archive in MB; when it is full, a run stops with a clear message and can be resumed."""

    page_retention_days: int = Field(default=30, ge=1)
    """Days after which stored pages that carry no evidence are removed, at each start of the program."""

    requests_per_minute: int = Field(default=60, ge=1, le=1_000_000)
    """Requests to the API per token and minute at the most; without tokens there is no such limit."""

    streams_per_token: int = Field(default=5, ge=1, le=1_000)
    """Event streams that one token may have open at the same time."""

    api_hosts: str = ""
    """Host names, besides those of this machine, under which the API is served to bearers of a token. Several separated by commas."""

    log_level: str = "INFO"
    """Level of the program's own log on standard error: DEBUG, INFO, WARNING or ERROR."""

    log_format: Literal["text", "json"] = "text"
    """Form of the log's lines: text for people, json for machines."""

    @field_validator("openings")
    @classmethod
    def _addresses(cls, value: str) -> str:
        """Refuse an opening that is no address, at the start and not at the first request."""
        for part in filter(None, (part.strip() for part in value.split(","))):
            _opening(part)
        return value

    @property
    def saved_roots(self) -> tuple[Path, ...]:
        """The roots of saved websites as absolute paths; relative ones start at the project's root."""
        return tuple(ROOT / part if not Path(part).is_absolute() else Path(part) for part in self.saved_web.split(os.pathsep) if part)

    @property
    def opened(self) -> frozenset[tuple[str, int]]:
        """The openings as (address, port). Raises ValueError when one of them is no ``<ip>:<port>``."""
        return frozenset(_opening(part.strip()) for part in self.openings.split(",") if part.strip())

    @property
    def data_path(self) -> Path:
        """The data folder as an absolute path."""
        return self.data_dir if self.data_dir.is_absolute() else ROOT / self.data_dir


def _opening(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    return str(ipaddress.ip_address(host.strip("[]"))), int(port)


def load() -> Settings:
    """Return the settings of this environment."""
    return Settings()
