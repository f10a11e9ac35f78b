"""The API's documentation as one self-contained page: no script, nothing from another host."""

import json
from html import escape
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.errors import SPECIAL, STATUS, TITLES, code_of

router = APIRouter()
_CSP = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2430;background:#fff}"
    "code,pre{font:14px/1.45 ui-monospace,monospace}pre{background:#f3f5f8;padding:.8rem;overflow:auto}"
    "h2{margin-top:2.2rem;border-top:1px solid #d5dae2;padding-top:1rem;font-size:1.15rem}b.verb{color:#0b5cad}"
    "table{border-collapse:collapse}td,th{padding:.2rem .8rem .2rem 0;text-align:left;vertical-align:top}"
    "@media(prefers-color-scheme:dark){body{color:#e6e9ef;background:#14181f}pre{background:#1f252e}h2{border-color:#39424f}b.verb{color:#7db7f2}}"
)


@router.get("/docs", include_in_schema=False)
def docs(request: Request) -> HTMLResponse:
    """Return the page."""
    app: FastAPI = request.app
    return HTMLResponse(page(app.openapi()), headers={"Content-Security-Policy": _CSP})


def page(spec: dict[str, Any]) -> str:
    """Return an OpenAPI description as HTML; every word of it is escaped."""
    calls = [(verb, path, call) for path, verbs in spec["paths"].items() for verb, call in verbs.items()]
    schemas = spec.get("components", {}).get("schemas", {})
    parts = [f"<h1>{escape(spec['info']['title'])} {escape(spec['info']['version'])}</h1><p>{escape(spec['info'].get('description', ''))}</p>"]
    parts.append('<p>The same for programs: <a href="openapi.json">openapi.json</a></p><ul>')
    parts += [f'<li><a href="#{escape(call["operationId"])}"><code>{verb.upper()} {escape(path)}</code></a></li>' for verb, path, call in calls]
    parts.append("</ul>")
    parts += [_call(verb, path, call) for verb, path, call in calls]
    parts.append("<h2>Problems</h2>" + _table(("Code", "Status", "Meaning"), [_problem_row(*row) for row in codes()]))
    parts.append("<h2>Schemas</h2>" + "".join(_schema(name, schema) for name, schema in sorted(schemas.items())))
    style = f"<style>{_STYLE}</style>"
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Prospector API</title>{style}</head><body>{"".join(parts)}</body></html>'


def codes() -> list[tuple[str, int, str]]:
    """Return every code that a problem of a request can have, with its status and meaning; each is an anchor that ``type`` leads to."""
    general = [(kind.default_code, *told) for kind, told in STATUS.items()]
    plain = [(code_of(title), status, title) for status, title in TITLES.items()]
    special = [(code, *told) for code, told in SPECIAL.items()]
    return list({row[0]: row for row in (*general, *plain, *special)}.values())


def _call(verb: str, path: str, call: dict[str, Any]) -> str:
    head = f'<h2 id="{escape(call["operationId"])}"><b class="verb">{verb.upper()}</b> <code>{escape(path)}</code></h2>'
    rows = [_parameter_row(parameter) for parameter in call.get("parameters", [])]
    body = "".join(
        f"<p>Body (<code>{escape(kind)}</code>): {_reference(content.get('schema', {}))}</p>"
        for kind, content in call.get("requestBody", {}).get("content", {}).items()
    )
    answers = [(f"<code>{escape(status)}</code>", escape(told.get("description", "")), _kinds(told)) for status, told in sorted(call["responses"].items())]
    parameters = _table(("Parameter", "In", "Meaning"), rows) if rows else ""
    return head + f"<p>{escape(call.get('description', call.get('summary', '')))}</p>" + parameters + body + _table(("Status", "Meaning", "Content"), answers)


def _parameter_row(parameter: dict[str, Any]) -> tuple[str, str, str]:
    schema = parameter.get("schema", {})
    kind = escape(str(schema.get("type", "")))
    default = f", default <code>{escape(json.dumps(schema['default']))}</code>" if "default" in schema else ""
    return f"<code>{escape(parameter['name'])}</code>", escape(parameter["in"]), f"{kind}{default} {escape(parameter.get('description', ''))}"


def _kinds(told: dict[str, Any]) -> str:
    return "<br>".join(f"<code>{escape(kind)}</code> {_reference(content.get('schema', {}))}" for kind, content in told.get("content", {}).items())


def _reference(schema: dict[str, Any]) -> str:
    name = escape(str(schema.get("$ref", "")).rpartition("/")[2])
    return f'<a href="#schema-{name}">{name}</a>' if name else ""


def _problem_row(code: str, status: int, title: str) -> tuple[str, str, str]:
    return f'<code id="{escape(code)}">{escape(code)}</code>', str(status), escape(title)


def _schema(name: str, schema: dict[str, Any]) -> str:
    text = escape(json.dumps(schema, indent=2, ensure_ascii=False))
    return f'<details id="schema-{escape(name)}"><summary><code>{escape(name)}</code></summary><pre>{text}</pre></details>'


def _table(head: tuple[str, ...], rows: list[tuple[str, str, str]]) -> str:
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return "<table><tr>" + "".join(f"<th>{cell}</th>" for cell in head) + f"</tr>{lines}</table>"
