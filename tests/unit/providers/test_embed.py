"""The embedding seam: none by default, chosen by file name, and a sentence that says what to install where the extra is absent."""

import asyncio
import importlib.util
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from domain.errors import InvalidInput, TryAgain
from providers.embed.base import Embed as EmbedSeam
from providers.embed.fastembed import LONGEST, Embed
from providers.load import load, names
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
