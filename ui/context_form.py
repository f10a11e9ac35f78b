"""The form of a business context: its fields on the screen, what they hold as a value, and what is wrong with them in the user's words."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st
from pydantic import ValidationError

from domain.context import MAX_ITEM, MAX_ITEMS, MAX_TEXT, BusinessContext, ContextVersion
from domain.errors import InvalidInput
from domain.identity import host_of
from ui.words import group, name_of, plain, say

GROUPS: dict[str, tuple[str, ...]] = {
    "offer": ("business_description", "product_service_description", "value_proposition", "message_language"),
    "target": ("ideal_customer", "industry_focus", "target_market", "location", "company_size_min", "company_size_max"),
    "pains": ("pain_points",),
    "exclude": ("competitors", "exclude_companies", "exclude_domains", "exclude_words"),
}
LISTS = frozenset({"industry_focus", "pain_points", "competitors", "exclude_companies", "exclude_domains", "exclude_words"})
LINES = frozenset({"target_market", "location"})
SIZES = frozenset({"company_size_min", "company_size_max"})
#: Fields that share a row with the one after them.
PAIRED = (("target_market", "location"), ("company_size_min", "company_size_max"), ("competitors", "exclude_companies"), ("exclude_domains", "exclude_words"))


def key_of(field: str) -> str:
    """Return the session key of a field."""
    return f"ctx_{field}"


def fill(context: BusinessContext) -> None:
    """Put a context into the form. Call it before the form is drawn."""
    for field, value in context:
        st.session_state[key_of(field)] = "\n".join(value) if field in LISTS else value


def raw() -> dict[str, Any]:
    """Return what the fields hold now."""
    values = {field: st.session_state.get(key_of(field)) for field in BusinessContext.model_fields}
    values["message_language"] = values["message_language"] or "en"
    return {field: _items(value) if field in LISTS else _held(field, value) for field, value in values.items()}


def _held(field: str, value: Any) -> Any:
    if field == "weights":  # not in the form: kept as the page Score check set them
        return value or {}
    return value if field in SIZES else value or ""


def capped(values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what the fields hold, cut to what a context takes, and a sentence for each field that was cut."""
    kept, told = dict(values), {}
    for field, value in values.items():
        if field in LISTS:
            kept[field] = tuple(item[:MAX_ITEM] for item in value[:MAX_ITEMS])
            told[field] = _cut_items(value)
        elif isinstance(value, str) and len(value) > MAX_TEXT:
            kept[field], told[field] = value[:MAX_TEXT], say("context.cut.text", n=f"{len(value):,}", kept=f"{MAX_TEXT:,}")
    return kept, {field: text for field, text in told.items() if text}


def _cut_items(items: tuple[str, ...]) -> str:
    if len(items) > MAX_ITEMS:
        return say("context.cut.lines", n=f"{len(items):,}", kept=f"{MAX_ITEMS:,}")
    long = next((number for number, item in enumerate(items, 1) if len(item) > MAX_ITEM), 0)
    return say("context.cut.line", n=long, length=f"{len(items[long - 1]):,}", kept=MAX_ITEM) if long else ""


def filled(field: str) -> int:
    """Return how many lines a field of words holds now."""
    return len(_items(st.session_state.get(key_of(field))))


def _items(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def read() -> tuple[BusinessContext | None, dict[str, str]]:
    """Return the context in the form, cut to what it takes, or None; and a sentence for each field that cannot be used."""
    try:
        return BusinessContext.model_validate(capped(raw())[0]), {}
    except ValidationError as error:
        return None, problems(error)


def usable() -> BusinessContext:
    """Return the context in the form without the fields that cannot be used, to draft searches from."""
    values = capped(raw())[0]
    for _ in range(len(values)):
        try:
            return BusinessContext.model_validate(values)
        except ValidationError as error:
            values = {field: value for field, value in values.items() if field not in problems(error)}
    return BusinessContext()


def problems(error: ValidationError) -> dict[str, str]:
    """Return one sentence per field of a validation error."""
    found: dict[str, str] = {}
    for detail in error.errors():
        field = str(detail["loc"][0]) if detail["loc"] else "company_size_max"
        kind = detail["type"] if detail["loc"] else "range"
        texts = group("context.problem")
        text = texts.get(kind, texts["other"]).format(**(detail.get("ctx") or {}))
        if len(detail["loc"]) > 1:
            text = say("context.problem.line", n=int(detail["loc"][1]) + 1, text=text)
        found.setdefault(field, text)
    return found


def doubts(context: BusinessContext) -> dict[str, str]:
    """Return a sentence for each field that can be saved but looks wrong."""
    odd = [item for item in context.exclude_domains if not _is_address(item)]
    strange = {"exclude_domains": say("context.not_a_domain", items=", ".join(odd[:3]))} if odd else {}
    return strange | capped(raw())[1]


def _is_address(text: str) -> bool:
    try:
        host_of(text)
    except InvalidInput:
        return False
    return True


def draw(wrong: dict[str, str], odd: dict[str, str]) -> None:
    """Draw all groups of fields, each problem under its field."""
    for name, fields in GROUPS.items():
        with st.container(border=True):
            st.subheader(say(f"context.group.{name}"), anchor=False)
            st.caption(say(f"context.group.{name}_help"))
            _draw_group(fields, wrong, odd)
    if weights := st.session_state.get(key_of("weights")):
        st.caption(f"{say('context.field.weights')}: {', '.join(weight_changes({}, weights))}", help=say("context.field_help.weights"))


def _draw_group(fields: tuple[str, ...], wrong: dict[str, str], odd: dict[str, str]) -> None:
    second = {pair[1] for pair in PAIRED}
    for field in fields:
        pair = next((p for p in PAIRED if p[0] == field), None)
        if pair:
            for column, one in zip(st.columns(2), pair, strict=True):
                with column:
                    _draw_field(one, wrong, odd)
        elif field not in second:
            _draw_field(field, wrong, odd)


def _draw_field(field: str, wrong: dict[str, str], odd: dict[str, str]) -> None:
    drawer: Callable[[str, dict[str, Any]], None] = _sizes if field in SIZES else _languages if field == "message_language" else _texts
    common = {"key": key_of(field), "help": say(f"context.field_help.{field}"), "persist_state": "session"}
    drawer(field, common)
    if field in wrong:
        st.markdown(f":red[:material/error: {plain(wrong[field])}]")
    elif field in odd:
        st.markdown(f":orange[:material/help: {plain(odd[field])}]")


def _texts(field: str, common: dict[str, Any]) -> None:
    label, example = say(f"context.field.{field}"), say(f"context.example.{field}")
    if field in LINES:
        st.text_input(label, placeholder=example, **common)
    else:  # no max_chars: the browser would drop a longer paste without a word
        st.text_area(label, height="content", placeholder=example, **common)


def _sizes(field: str, common: dict[str, Any]) -> None:
    st.number_input(say(f"context.field.{field}"), min_value=1, max_value=10_000_000, value=None, step=1, placeholder=say(f"context.example.{field}"), **common)


def _languages(field: str, common: dict[str, Any]) -> None:
    names = group("language")
    chosen = st.session_state.get(key_of(field))
    options = list(names) if chosen in names or not chosen else [*names, chosen]
    st.selectbox(say(f"context.field.{field}"), options, format_func=lambda code: names.get(code, code), **common)


def changes(old: BusinessContext, new: BusinessContext) -> list[str]:
    """Return one Markdown sentence per field that differs between two versions."""
    return [_change(field, getattr(old, field), value) for field, value in new if getattr(old, field) != value]


def took_weights(saved: ContextVersion) -> None:
    """Let the form go on from a version that differs from the one open in it by weights alone, so that saving it keeps them."""
    held = st.session_state.get("ctx_open")
    if held and held.context_id == saved.context_id:
        st.session_state.ctx_open = saved
        st.session_state[key_of("weights")] = saved.context.weights


def weight_changes(old: Mapping[str, float], new: Mapping[str, float]) -> list[str]:
    """Return in Markdown which weights differ, by the names of their reasons."""
    rules = [rule for rule in {**old, **new} if old.get(rule, 1) != new.get(rule, 1)]
    return [say("context.change.weight", rule=plain(name_of("rule", r)), old=f"{old.get(r, 1):g}", new=f"{new.get(r, 1):g}") for r in rules]


def changed_fields(old: BusinessContext, new: BusinessContext) -> list[str]:
    """Return the names of the fields that differ."""
    return [say(f"context.field.{field}") for field, value in new if getattr(old, field) != value]


def _change(field: str, old: Any, new: Any) -> str:
    name = say(f"context.field.{field}")
    if field == "weights":
        return say("context.change.items", field=name, parts=", ".join(weight_changes(old, new)))
    if field in LISTS:
        gone, come = [x for x in old if x not in new], [x for x in new if x not in old]
        parts = [say("context.change.plus", item=plain(x)) for x in come] + [say("context.change.minus", item=plain(x)) for x in gone]
        shown = parts[:4] + ([say("context.change.more_items", n=len(parts) - 4)] if len(parts) > 4 else [])
        return say("context.change.items" if shown else "context.change.edited", field=name, parts=", ".join(shown))
    if field in SIZES or field == "message_language":
        return say("context.change.value", field=name, old=plain(old or "–"), new=plain(new or "–"))
    return say(f"context.change.{'edited' if old and new else 'added' if new else 'removed'}", field=name)
