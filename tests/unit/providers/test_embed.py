"""The embedding seam: none by default, chosen by file name, and a sentence that says what to install where the extra is absent."""

import asyncio
import importlib
import importlib.util
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import providers.embed
from domain.errors import InvalidInput, TryAgain
from domain.run import Source
from pipeline.rank.nearness import nearness
from providers.embed.base import Embed as EmbedSeam
from providers.embed.fastembed import LONGEST, Embed
from providers.load import load, names
from service.parts import PartsMaker
from settings import Settings

SETTINGS = Settings(_env_file=None)
ABSENT = importlib.util.find_spec("fastembed") is None


class Model:
    """What the package gives: vectors of numbers that are no plain floats, one by one."""

    def __init__(self, model_name: str, cache_dir: str) -> None:
        if "cannot" in model_name:
            raise OSError(f"no route to the host of {model_name}, asked with a secret")
        self.loaded = (model_name, cache_dir)

    @staticmethod
    def list_supported_models() -> list[dict[str, str]]:
        return [{"model": "small"}, {"model": "cannot-be-fetched"}]

    def embed(self, texts: Sequence[str], batch_size: int) -> Any:
        return ([len(text), 1] for text in texts)


PACKAGE = SimpleNamespace(TextEmbedding=Model)


def test_no_embedding_is_the_default() -> None:
    assert SETTINGS.embed == ""
    assert "fastembed" in names("embed")


@pytest.mark.skipif(not ABSENT, reason="the extra is installed here")
def test_without_the_extra_it_says_what_to_install_and_that_the_model_needs_the_network() -> None:
    with pytest.raises(InvalidInput, match=r"pip install -r requirements-embed\.txt.*needs the network") as caught:
        load("embed", "fastembed", SETTINGS)
    assert (caught.value.code, caught.value.where) == ("no_provider", "PROSPECTOR_EMBED")


def test_an_unknown_embedding_is_told_the_known_ones() -> None:
    with pytest.raises(InvalidInput, match="fastembed") as caught:
        load("embed", "nonsense", SETTINGS)
    assert caught.value.where == "PROSPECTOR_EMBED"


def test_every_text_gets_a_vector_of_floats_and_no_more_than_a_model_reads_is_given() -> None:
    one: EmbedSeam = Embed(PACKAGE, "small", "models")
    vectors = asyncio.run(one.embed(["abc", "", "x" * 5_000]))
    assert vectors == [[3.0, 1.0], [0.0, 1.0], [float(LONGEST), 1.0]]
    assert all(type(x) is float for vector in vectors for x in vector)


def test_a_model_that_the_package_does_not_know_is_named() -> None:
    with pytest.raises(InvalidInput, match="“huge”") as caught:
        asyncio.run(Embed(PACKAGE, "huge", "models").embed(["a"]))
    assert caught.value.where == "PROSPECTOR_EMBED_MODEL"


def test_a_model_that_cannot_be_fetched_is_to_be_tried_again_and_its_error_is_not_repeated() -> None:
    with pytest.raises(TryAgain, match=r"OSError.*network") as caught:
        asyncio.run(Embed(PACKAGE, "cannot-be-fetched", "models").embed(["a"]))
    assert "secret" not in caught.value.message


BAG = """
from zlib import crc32

class Embed:
    def __init__(self, size):
        self.size = size

    async def embed(self, texts):
        return [self._vector(text) for text in texts]

    def _vector(self, text):
        vector = [0.0] * self.size
        for word in text.lower().split():
            vector[crc32(word[:5].encode()) % self.size] += 1.0
        return vector

def build(settings):
    return Embed(256)
"""


@pytest.fixture
def bag(tmp_path: Path) -> Iterator[str]:
    """A second folder of embeddings with a tiny one in it, as a newcomer would add a file; gives its name."""
    before = list(providers.embed.__path__)
    providers.embed.__path__ = [*before, str(tmp_path)]
    (tmp_path / "bag_of_words.py").write_text(BAG)
    importlib.invalidate_caches()
    yield "bag_of_words"
    providers.embed.__path__ = before


def test_a_new_file_is_a_new_embedding_and_a_run_is_handed_it(bag: str) -> None:
    maker = PartsMaker(SETTINGS.model_copy(update={"embed": bag}))
    maker.check(Source(kind="saved"))
    vectors = asyncio.run(load("embed", bag, SETTINGS).embed(["Bakery and bread", "bakery", "law"]))
    near, far = nearness(vectors[0], vectors[1:])
    assert near > far == 0.0


def test_without_the_setting_a_run_has_no_embedding_and_with_an_absent_one_it_does_not_start() -> None:
    PartsMaker(SETTINGS).check(Source(kind="saved"))
    with pytest.raises(InvalidInput) as caught:
        PartsMaker(SETTINGS.model_copy(update={"embed": "nonsense"})).check(Source(kind="saved"))
    assert (caught.value.code, caught.value.where) == ("no_provider", "PROSPECTOR_EMBED")
