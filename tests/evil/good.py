"""Sites that do nothing evil: those that the hostile ones must not slow."""

from tests.evil.answers import company, reply, subpage
from tests.evil.table import Case, survives

WORDS = ("contact", "about", "team", "products")


def good(number: int) -> Case:
    """A company with five pages, as most are."""
    pages = {
        f"/{word}": reply(subpage(f"{word} {number}", f"{word.title()} of firm {number}, floor {number % 7}, hall {number * 7919}. " * 40)) for word in WORDS
    }
    return survives(f"good-{number}", 0, "does nothing evil", home=reply(company(f"Good {number} Pumps Ltd", *pages)), paths=pages)


GOOD = tuple(good(number) for number in range(300))
