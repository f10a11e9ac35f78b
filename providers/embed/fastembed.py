"""Embeds texts with a local model by the package fastembed (ONNX, no GPU, no key). The model is fetched once, from the network, at the first use."""

import asyncio
import threading
from collections.abc import Sequence
from typing import Any

from domain.errors import InvalidInput, TryAgain
from settings import Settings

BATCH = 64
LONGEST = 2_000
"""Characters of a text that are embedded: models of this size read no more than some hundred words."""


def build(settings: Settings) -> "Embed":
    """Return the embedder; the model is loaded when the first text comes.

    Raises:
        InvalidInput: the package is not installed.
    """
    try:
        import fastembed  # an optional extra: only who asks for it needs it
    except ImportError as error:
        raise InvalidInput(
            "Ordering by meaning needs the package fastembed, which is not installed. Run: pip install -r requirements-embed.txt. "
            "Its model is fetched once at the first use, which needs the network. Without PROSPECTOR_EMBED, words alone decide the order.",
            code="no_provider",
            where="PROSPECTOR_EMBED",
        ) from error
    return Embed(fastembed, settings.embed_model, str(settings.data_path / "models"))


class Embed:
    """A local model, loaded once and kept."""

    def __init__(self, package: Any, model: str, folder: str) -> None:
        self._package = package
        self._name = model
        self._folder = folder
        self._lock = threading.Lock()
        self._model: Any = None

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one vector for each text; in a thread, because a model keeps a core busy.

        Raises:
            InvalidInput: the package knows no model of this name.
            TryAgain: the model could not be fetched or loaded.
        """
        return await asyncio.to_thread(self._embed, [text[:LONGEST] for text in texts])

    def _embed(self, texts: list[str]) -> list[list[float]]:
        with self._lock:
            self._model = self._model or self._loaded()
            return [[float(x) for x in vector] for vector in self._model.embed(texts, batch_size=BATCH)]

    def _loaded(self) -> Any:
        known = [entry["model"] for entry in self._package.TextEmbedding.list_supported_models()]
        if self._name not in known:
            raise InvalidInput(f"The package fastembed knows no model “{self._name}”.", code="no_provider", where="PROSPECTOR_EMBED_MODEL")
        try:
            return self._package.TextEmbedding(model_name=self._name, cache_dir=self._folder)
        except Exception as error:  # the package tells a failed download by errors of several libraries
            raise TryAgain(f"The model {self._name} could not be loaded ({type(error).__name__}). Its first use fetches it from the network.") from error
