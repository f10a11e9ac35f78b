"""Prospector's own browser parts: each is a pair of files in ui/components that only ever writes text, never HTML."""

from pathlib import Path
from typing import Any

import streamlit as st

_FOLDER = Path(__file__).parent / "components"


def declare(name: str) -> Any:
    """Return the mounting command of the part ``name``: its script and style, in a shadow root, with what all parts share put before."""
    script = (_FOLDER / "base.js").read_text("utf-8") + (_FOLDER / f"{name}.js").read_text("utf-8")
    style = (_FOLDER / "base.css").read_text("utf-8") + (_FOLDER / f"{name}.css").read_text("utf-8")
    return st.components.v2.component(f"prospector_{name}", html='<div class="root"></div>', css=style, js=script)


def ignore() -> None:
    """Take note of a trigger without doing anything: the script run that follows reads it."""
