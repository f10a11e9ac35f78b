"""Streamlit's defaults are those of a server for everybody; ours are those of a laptop."""

import tomllib
from typing import Any

from tests.house.tree import ROOT

REQUIRED: dict[str, dict[str, Any]] = {
    "server": {
        "address": "127.0.0.1",
        "headless": True,
        "maxUploadSize": 50,
        "fileWatcherType": "none",
        "enableAgentApi": False,
        "showEmailPrompt": False,
    },
    "client": {"showErrorDetails": "type", "showErrorLinks": False, "toolbarMode": "viewer"},
    "browser": {"gatherUsageStats": False},
}
NEVER = {
    ("server", "enableCORS"): False,
    ("server", "enableXsrfProtection"): False,
    ("server", "trustedUserHeaders"): None,
    ("server", "enableStaticServing"): True,
}


def weak(config: dict[str, Any]) -> list[str]:
    """Return the settings that are missing or weaker than they must be."""
    found = [f"{part}.{name}" for part, wanted in REQUIRED.items() for name, value in wanted.items() if config.get(part, {}).get(name) != value]
    hosts = config.get("server", {}).get("allowedHosts", [])
    if not hosts or not set(hosts) <= {"localhost", "127.0.0.1", "[::1]", "::1"}:
        found.append("server.allowedHosts")
    for (part, name), bad in NEVER.items():
        if name in config.get(part, {}) and (bad is None or config[part][name] == bad):
            found.append(f"{part}.{name}")
    return found


def load() -> dict[str, Any]:
    return tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


def test_the_shipped_config_is_safe() -> None:
    assert weak(load()) == []


def test_the_fonts_of_the_theme_come_from_here() -> None:
    assert "http" not in (ROOT / ".streamlit" / "config.toml").read_text("utf-8")


def test_a_weaker_config_is_seen() -> None:
    config = load()
    assert weak({}) == [*(f"{part}.{name}" for part, wanted in REQUIRED.items() for name in wanted), "server.allowedHosts"]
    assert weak(config | {"server": config["server"] | {"address": "0.0.0.0"}}) == ["server.address"]
    assert weak(config | {"server": config["server"] | {"allowedHosts": ["*"]}}) == ["server.allowedHosts"]
    assert weak(config | {"server": config["server"] | {"enableCORS": False}}) == ["server.enableCORS"]


def test_secrets_are_not_tracked() -> None:
    ignored = (ROOT / ".gitignore").read_text("utf-8").split()
    assert {".env", ".streamlit/secrets.toml", "/data/"} <= set(ignored)
