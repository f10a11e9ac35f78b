"""Make, list and revoke API tokens from a shell, also while the server runs: ``python -m service.tokens make --name crm --scopes run,read``."""

import argparse
import secrets
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic import ValidationError

import settings
from domain.access import Scope, Token
from domain.base import Principal
from domain.errors import InvalidInput, ProspectorError
from service.access import Access

USAGE = """usage: make token NAME="crm" SCOPES=run,read [TENANT=default USER_ID=local]
       make token LIST=1
       make token REVOKE=tk_…
scopes: read (look at runs and leads), run (start and steer runs), admin (both, and tokens)"""


def main(arguments: Sequence[str], access: Access) -> int:
    """Do what the arguments say; print to standard output, what is wrong to standard error. Returns the exit status."""
    asked = _parser().parse_args(arguments)
    try:
        if asked.verb == "list":
            print("\n".join(map(_line, access.tokens())) or "There is no token.")
        elif asked.verb == "revoke":
            print(f"Revoked: {_line(access.revoke(asked.token_id))}")
        else:
            _make(asked, access)
    except ProspectorError as error:
        print(error.message, file=sys.stderr)
        if isinstance(error, InvalidInput):
            print(USAGE, file=sys.stderr)
        return 1
    return 0


def _make(asked: argparse.Namespace, access: Access) -> None:
    who = Principal(tenant=asked.tenant or "default", user=asked.user or "local")
    token, secret = access.make(who, asked.name, _scopes(asked.scopes))
    print(secret)
    print(f"Keep it now: it is shown this once. {_line(token)}", file=sys.stderr)


def _scopes(text: str) -> list[Scope]:
    words = [word.strip().lower() for word in text.split(",") if word.strip()]
    wrong = [word for word in words if word not in set(Scope)]
    if wrong:
        raise InvalidInput(f"“{wrong[0]}” is not a scope. Scopes are run, read and admin.", code="not_a_scope", where="scopes")
    return [Scope(word) for word in words]


def _line(token: Token) -> str:
    state = f"revoked {token.revoked_at:%Y-%m-%d %H:%M}" if token.revoked_at else "in use"
    scopes = ",".join(sorted(token.scopes))
    return f"{token.token_id}  {scopes:<14}  {token.who.tenant}/{token.who.user}  made {token.created_at:%Y-%m-%d %H:%M}  {state}  {token.name}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m service.tokens", description="Make, list and revoke the tokens of the API.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    make = verbs.add_parser("make", help="make a token and print its secret, once")
    make.add_argument("--name", default="", help="what the token is for")
    make.add_argument("--scopes", default="", help="run, read, admin; several with commas")
    make.add_argument("--tenant", default="", help="whose leads (default)")
    make.add_argument("--user", default="", help="whose runs and contexts (local)")
    verbs.add_parser("list", help="list all tokens, newest first")
    verbs.add_parser("revoke", help="revoke a token, at once").add_argument("token_id")
    return parser


def _access() -> Access:
    """Return the access of the data folder that the settings name; end with a sentence when a setting cannot be used."""
    try:
        folder = settings.load().data_path
    except ValidationError as error:
        wrong = "; ".join(f"PROSPECTOR_{'_'.join(map(str, item['loc'])).upper()}: {item['msg']}" for item in error.errors())
        sys.exit(f"A setting cannot be used. {wrong}")
    return Access(folder, lambda: datetime.now(UTC), secrets.token_bytes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], _access()))
