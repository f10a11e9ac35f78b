"""Write the API's description into a folder: ``python -m api.describe data`` makes ``openapi.json`` and ``api.html``."""

import json
import sys
from pathlib import Path

from api.application import build
from api.docs import page
from domain.errors import StorageProblem
from service.base import Prospector


def _closed() -> Prospector:
    raise StorageProblem("Nothing is opened to describe the API.")


def describe(folder: Path) -> tuple[Path, Path]:
    """Write both files and return their paths."""
    spec = build(_closed).openapi()
    folder.mkdir(parents=True, exist_ok=True)
    description, html = folder / "openapi.json", folder / "api.html"
    description.write_text(json.dumps(spec, indent=2, ensure_ascii=False) + "\n", "utf-8")
    html.write_text(page(spec), "utf-8")
    return description, html


if __name__ == "__main__":
    for path in describe(Path(sys.argv[1])):
        print(path)
