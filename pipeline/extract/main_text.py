"""The part of a page that tells something: what agents and ranking read, without menus, header, footer and side bars.

One seam, so that another extractor can take its place. It works on the lines that the scanner has found anyway, so it costs a
pass over them and no second parse. Menus and footers stay in ``Markup.blocks`` for contacts.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.markup import Block, Markup

_ENOUGH = 20  # words in the main part; with fewer the whole text stands for the page
_SPACELESS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
# Lines that a page repeats for its own sake: cookie notices, copyright, jumps within the page.
_CHROME = re.compile(
    r"cookie|\bevästei|クッキー|файлы куки|©|\(c\)\s?20\d\d|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos|tutti i diritti"
    r"|^(?:skip to|top of page|bottom of page|back to top|nach oben|zum inhalt|aller au contenu|saltar al contenido|vai al contenuto)",
    re.I,
)
_NOTICE = 400  # characters of such a line at most; a longer one is text about cookies

ZONES, WHOLE = "zones", "whole"
"""How the text was found: by the zones of the page, or all of it because these held hardly anything."""


class MainText(NamedTuple):
    """The text of the main part, one line a block, and how it was found."""

    text: str
    way: str
    blocks: tuple[Block, ...]


def main_text(markup: Markup) -> MainText:
    """Return the main part of a page; all of it, said as such in ``way``, where the page marks none."""
    blocks = tuple(block for block in markup.blocks if is_told(block))
    text = "\n".join(block.text for block in blocks)
    if text.count(" ") + len(blocks) >= _ENOUGH or len(_SPACELESS.findall(text)) >= _ENOUGH * 2:
        return MainText(text, ZONES, blocks)
    return MainText(markup.text, WHOLE, markup.blocks)


def is_told(block: Block) -> bool:
    """Say whether a line is part of what the page tells: in its main part, no button, no notice about cookies or rights."""
    if block.zone != "main" or block.tag == "button":
        return False
    return len(block.text) > _NOTICE or not _is_notice(block.text)


@lru_cache(maxsize=2_048)
def _is_notice(line: str) -> bool:
    return _CHROME.search(line) is not None
