"""Charts: pure functions from a table to a Plotly figure. Names from outside are escaped, because Plotly reads a little HTML in labels."""

from collections.abc import Mapping
from html import escape

import pandas as pd
import plotly.graph_objects as go

from ui.words import say

#: Colours that can be told apart on light and dark ground, also without colour sight by their brightness.
TIERS = {"A": "#1C8079", "B": "#5A9BDC", "C": "#9AA8AD", "D": "#C9A66B", "": "#9AA8AD"}
NAMED = 12
#: Room that a name takes up in the map: a letter's width, a line's height and the way to the dot's middle, in units of the scores.
_LETTER, _LINE, _AWAY = 0.008, 0.03, 0.016
_LOW, _HIGH = -0.03, 1.03

Box = tuple[float, float, float, float]


def score_map(table: pd.DataFrame) -> go.Figure:
    """Return prospect score against pain alignment, one dot per lead.

    Args:
        table: columns ``lead_id, name, prospect, pain, tier, sector``; scores from 0 to 1.
    """
    figure = go.Figure()
    spots = name_spots(table)
    figure.add_shape(type="rect", x0=0.6, x1=1.03, y0=0.6, y1=1.03, line={"width": 0}, fillcolor="rgba(28,128,121,0.10)", layer="below")
    figure.add_annotation(x=1.02, y=1.01, text=say("leads.map_best"), showarrow=False, xanchor="right", yanchor="top", opacity=0.75)
    for tier in TIERS:
        part = table[table["tier"] == tier]
        if not part.empty:
            figure.add_trace(_dots(part, tier, spots))
    axis = {"range": [_LOW, _HIGH], "tickformat": ".1f", "dtick": 0.2, "zeroline": False}
    figure.update_xaxes(title_text=say("axis.prospect"), **axis)
    figure.update_yaxes(title_text=say("axis.pain_alignment"), **axis)
    figure.update_layout(height=560, margin={"l": 60, "r": 20, "t": 20, "b": 50}, legend={"title": {"text": say("leads.tier")}}, clickmode="event+select")
    return figure


def name_spots(table: pd.DataFrame) -> dict[int, str]:
    """Return where the names of the best leads stand at their dots, by row: no name is cut at the edge or lies on another name or dot."""
    dots = {index: (float(x), float(y)) for index, x, y in zip(table.index, table["prospect"], table["pain"], strict=True)}
    taken: list[Box] = [(x - 0.006, y - 0.01, x + 0.006, y + 0.01) for x, y in dots.values()]
    spots: dict[int, str] = {}
    for index in (table["prospect"] + table["pain"]).nlargest(4 * NAMED).index:
        if len(spots) == NAMED:
            break
        for spot, box in _boxes(*dots[index], _LETTER * len(_short(table["name"][index]))):
            if box[0] >= _LOW and box[2] <= _HIGH and not any(_meet(box, other) for other in taken):
                spots[index] = spot
                taken.append(box)
                break
    return spots


def _short(name: object) -> str:
    return str(name)[:28]


def _boxes(x: float, y: float, wide: float) -> list[tuple[str, Box]]:
    """The places that a name of this width can have at a dot, the best first."""
    half = wide / 2
    return [
        ("bottom center", (x - half, y - _AWAY - _LINE, x + half, y - _AWAY)),
        ("top center", (x - half, y + _AWAY, x + half, y + _AWAY + _LINE)),
        ("middle left", (x - 0.01 - wide, y - _LINE / 2, x - 0.01, y + _LINE / 2)),
        ("middle right", (x + 0.01, y - _LINE / 2, x + 0.01 + wide, y + _LINE / 2)),
    ]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _dots(part: pd.DataFrame, tier: str, spots: Mapping[int, str]) -> go.Scatter:
    names = [escape(str(name)[:80]) for name in part["name"]]
    texts = [f"<b>{name}</b><br>{escape(str(sector))}" for name, sector in zip(names, part["sector"], strict=True)]
    return go.Scatter(
        x=part["prospect"],
        y=part["pain"],
        mode="markers+text",
        text=[escape(_short(name)) if index in spots else "" for index, name in zip(part.index, part["name"], strict=True)],
        textposition=[spots.get(index, "bottom center") for index in part.index],
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


#: Good and bad, told apart by place as well as by colour.
LABELS = {"good": "#1C8079", "bad": "#C4553B"}
_LAYOUT = {"margin": {"l": 10, "r": 20, "t": 10, "b": 40}, "showlegend": False}


def label_spread(table: pd.DataFrame, *, before: bool) -> go.Figure:
    """Return the scores of labelled leads in two rows; with ``before`` the older ones in grey above each.

    Args:
        table: columns ``name, label, score_before, score_after``; scores from 0 to 1.
    """
    figure = go.Figure()
    for label, colour in LABELS.items():
        part = table[table["label"] == label]
        named = [escape(str(name)[:80]) for name in part["name"]]
        if before:
            figure.add_trace(_row_of(part["score_before"], f"{say(f'label.{label}')} ({say('quality.before_mark')})", "#9AA8AD", named))
        figure.add_trace(_row_of(part["score_after"], say(f"label.{label}"), colour, named))
    figure.update_xaxes(range=[-0.02, 1.02], title_text=say("quality.score"), zeroline=False)
    figure.update_yaxes(automargin=True, autorange="reversed")
    figure.update_layout(height=320 if before else 230, **_LAYOUT)
    return figure


def _row_of(scores: pd.Series, name: str, colour: str, named: list[str]) -> go.Scatter:
    marker = {"size": 12, "symbol": "line-ns-open", "color": colour, "line": {"width": 2, "color": colour}}
    return go.Scatter(x=scores, y=[name] * len(scores), mode="markers", marker=marker, hovertext=named, hovertemplate="%{hovertext}<br>%{x:.2f}<extra></extra>")


def rule_bars(table: pd.DataFrame) -> go.Figure:
    """Return by how much more each reason gives good leads than bad ones.

    Args:
        table: columns ``rule, difference``; differences from -1 to 1.
    """
    rows = table.sort_values("difference")
    colours = [LABELS["good"] if value >= 0 else LABELS["bad"] for value in rows["difference"]]
    names = [escape(str(rule)) for rule in rows["rule"]]
    figure = go.Figure(go.Bar(x=rows["difference"], y=names, orientation="h", marker={"color": colours}, hovertemplate="%{y}: %{x:+.2f}<extra></extra>"))
    reach = max(0.2, 1.15 * rows["difference"].abs().max())
    figure.update_xaxes(range=[-reach, reach], title_text=say("quality.rules_axis"), tickformat="+.1f")
    figure.update_yaxes(automargin=True)
    figure.update_layout(height=80 + 26 * len(rows), **_LAYOUT)
    return figure
