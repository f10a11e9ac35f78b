"""What extractors of main text keep and leak on saved sites, and what they cost: ours beside trafilatura and resiliparse where these are installed.

    python -m bench.main_text CORPUS

CORPUS (or PROSPECTOR_CORPUS) is a folder with sites/. There is no gold: a line that stands on at least half of a site's pages
(and on three) is furniture, a longer line that stands on one page only is content. ``leaked`` is the share of furniture lines
that an extractor hands over, ``lost`` the share of content lines that it leaves out, ``empty`` counts pages of which it gives
nothing although they hold content.
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.extract_sites import is_held
from pipeline.extract.main_text import main_text
from pipeline.extract.markup import Markup, scan

Extractor = Callable[[str, Markup], str]
_FURNITURE = 12  # letters; a shorter label ("contact") stands in any text
_CONTENT, _SPACELESS = 60, 25  # characters that make a line content; in scripts without spaces
_MIN_PAGES = 3


class Counted(NamedTuple):
    """Lines of a part of the corpus, as one extractor handed them over."""

    furniture: int = 0
    leaked: int = 0
    content: int = 0
    lost: int = 0
    empty: int = 0
    pages: int = 0
    seconds: float = 0.0


def _ours(_: str, markup: Markup) -> str:
    return main_text(markup).text


def extractors() -> dict[str, Extractor]:
    """Return the extractors at hand by name."""
    found: dict[str, Extractor] = {"everything": lambda _, markup: markup.text, "prospector": _ours}
    try:
        import trafilatura

        found["trafilatura"] = lambda source, _: trafilatura.extract(source, fast=True, favor_recall=True, include_comments=False) or ""
    except ImportError:
        print("trafilatura is not installed", file=sys.stderr)
    try:
        from resiliparse.extract.html2text import extract_plain_text

        found["resiliparse"] = lambda source, _: extract_plain_text(source, main_content=True, alt_texts=False)
    except ImportError:
        print("resiliparse is not installed", file=sys.stderr)
    return found


def _plain(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _is_content(line: str) -> bool:
    return len(line) >= (_CONTENT if line.isascii() or line.count(" ") >= 4 else _SPACELESS)


def measured(folder: Path, extract: Extractor) -> Counted:
    """Return the counts of one site."""
    sources = [file.read_text(encoding="utf-8", errors="replace") for file in sorted(folder.rglob("*.html"))[:12]]
    pages = [(source, scan(source, f"https://{folder.name}/")) for source in sources]
    if len(pages) < _MIN_PAGES:
        return Counted()
    seen = Counter(line for _, markup in pages for line in {_plain(block.text) for block in markup.blocks})
    many = max(_MIN_PAGES, len(pages) // 2)
    total = Counted()
    for source, markup in pages:
        began = time.process_time()
        text = extract(source, markup)
        seconds = time.process_time() - began
        kept = _plain(text)
        furniture = {line for block in markup.blocks if seen[line := _plain(block.text)] >= many and len(line) >= _FURNITURE}
        content = {_plain(block.text) for block in markup.blocks if _is_content(block.text) and seen[_plain(block.text)] == 1}
        total = _sum(
            total,
            Counted(
                len(furniture),
                sum(line in kept for line in furniture),
                len(content),
                sum(line not in kept for line in content),
                int(bool(content) and len(kept) < 20),
                1,
                seconds,
            ),
        )
    return total


def _sum(one: Counted, other: Counted) -> Counted:
    return Counted(*(a + b for a, b in zip(one, other, strict=True)))


def main() -> None:
    """Print the shares for the dev and held sites."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", default=os.environ.get("PROSPECTOR_CORPUS", ""))
    sites = Path(parser.parse_args().corpus) / "sites"
    if not sites.is_dir():
        sys.exit("The corpus is absent: give its folder as argument or in PROSPECTOR_CORPUS.")
    print(f"{'':24} {'pages':>6} {'leaked':>7} {'lost':>7} {'empty':>6} {'ms a page':>10}")
    for name, extract in extractors().items():
        for held in (False, True):
            total = Counted()
            for folder in sorted(p for p in sites.iterdir() if p.is_dir() and is_held(p.name) is held):
                total = _sum(total, measured(folder, extract))
            leaked, lost = total.leaked / max(1, total.furniture), total.lost / max(1, total.content)
            cost = 1_000 * total.seconds / max(1, total.pages)
            print(f"{name + (' held' if held else ' dev'):24} {total.pages:6} {leaked:7.3f} {lost:7.3f} {total.empty:6} {cost:10.2f}")


if __name__ == "__main__":
    main()
