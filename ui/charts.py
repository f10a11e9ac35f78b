"""Charts: pure functions from a table to a Plotly figure. Names from outside are escaped, because Plotly reads a little HTML in labels."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from ui.words import say

#: Colours that can be told apart on light and dark ground, also without colour sight by their brightness.
TIERS = {"A": "#1C8079", "B": "#5A9BDC", "C": "#9AA8AD", "D": "#C9A66B", "": "#9AA8AD"}
NAMED = 12


def score_map(table: pd.DataFrame) -> go.Figure:
    """Return prospect score against pain alignment, one dot per lead.

    Args:
        table: columns ``lead_id, name, prospect, pain, tier, sector``; scores from 0 to 1.
    """
    figure = go.Figure()
    named = set((table["prospect"] + table["pain"]).nlargest(NAMED).index)
    figure.add_shape(type="rect", x0=0.6, x1=1.03, y0=0.6, y1=1.03, line={"width": 0}, fillcolor="rgba(28,128,121,0.10)", layer="below")
    figure.add_annotation(x=1.02, y=1.01, text=say("leads.map_best"), showarrow=False, xanchor="right", yanchor="top", opacity=0.75)
    for tier in TIERS:
        part = table[table["tier"] == tier]
        if not part.empty:
            figure.add_trace(_dots(part, tier, named))
    axis = {"range": [-0.03, 1.03], "tickformat": ".1f", "dtick": 0.2, "zeroline": False}
    figure.update_xaxes(title_text=say("axis.prospect"), **axis)
    figure.update_yaxes(title_text=say("axis.pain_alignment"), **axis)
    figure.update_layout(height=560, margin={"l": 60, "r": 20, "t": 20, "b": 50}, legend={"title": {"text": say("leads.tier")}}, clickmode="event+select")
    return figure


def _dots(part: pd.DataFrame, tier: str, named: set[int]) -> go.Scatter:
    names = [escape(str(name)[:80]) for name in part["name"]]
    texts = [f"<b>{name}</b><br>{escape(str(sector))}" for name, sector in zip(names, part["sector"], strict=True)]
    return go.Scatter(
        x=part["prospect"],
        y=part["pain"],
        mode="markers+text",
        text=[escape(str(name)[:28]) if index in named else "" for index, name in zip(part.index, part["name"], strict=True)],
        textposition="bottom center",
        textfont={"size": 11},
        name=tier or "–",
        marker={"size": 12, "opacity": 0.9, "color": TIERS[tier], "line": {"width": 0}},
        customdata=part["lead_id"],
        hovertext=texts,
        hovertemplate="%{hovertext}<br>%{x:.2f} · %{y:.2f}<extra></extra>",
    )


def top_right(table: pd.DataFrame) -> int:
    """Return how many leads stand in the marked corner of the score map."""
    return int(((table["prospect"] >= 0.6) & (table["pain"] >= 0.6)).sum())
