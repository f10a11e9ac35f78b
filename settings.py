"""All options of Prospector: one frozen value, read once from ``PROSPECTOR_…`` environment variables and ``.env``."""

import os
from pathlib import Path

from pydantic import Field
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

    concurrency: int = Field(default=8, ge=1, le=256)
    """Leads worked on at the same time within one run."""

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

    log_level: str = "INFO"
    """Level of the program's own log on standard error: DEBUG, INFO, WARNING or ERROR."""

    @property
    def saved_roots(self) -> tuple[Path, ...]:
        """The roots of saved websites as absolute paths; relative ones start at the project's root."""
        return tuple(ROOT / part if not Path(part).is_absolute() else Path(part) for part in self.saved_web.split(os.pathsep) if part)

    @property
    def data_path(self) -> Path:
        """The data folder as an absolute path."""
        return self.data_dir if self.data_dir.is_absolute() else ROOT / self.data_dir


def load() -> Settings:
    """Return the settings of this environment."""
    return Settings()
