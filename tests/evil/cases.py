"""All evil sites, in the order in which a run takes them."""

from itertools import chain, zip_longest

from tests.evil import cases_network, cases_pages, cases_protocol, cases_redirects, cases_robots, cases_slow, cases_traps
from tests.evil.table import Case

_REST = (
    (*cases_slow.LARGE, *cases_slow.PACKED),
    cases_redirects.CASES,
    cases_network.CASES,
    cases_protocol.CASES,
    cases_robots.CASES,
    cases_traps.CASES,
    cases_pages.CASES,
)

CASES: tuple[Case, ...] = (*cases_slow.SLOW, *(case for case in chain.from_iterable(zip_longest(*_REST)) if case))
"""The slow ones first, so that they wait side by side; then one of each kind in turn, so that the heavy pages do not come all at once."""
