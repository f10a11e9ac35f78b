"""The screens on the stand-in that shows hostile strings everywhere; ``streamlit run`` starts it for one browser test."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

from service.holder import set_service  # noqa: E402
from tests.browser.hostile import HostileDoor  # noqa: E402

set_service(HostileDoor())
app = st.App(str(ROOT / "ui" / "main.py"))
