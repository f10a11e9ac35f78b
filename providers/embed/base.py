"""The embedding seam: texts in, vectors out."""

from collections.abc import Sequence
from typing import Protocol


class Embed(Protocol):
    """Embeds texts. A file of this folder exports ``build(settings)``; its name is the value of ``PROSPECTOR_EMBED``."""

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return one vector for each text, in their order and all of one length; what two texts have in common is their cosine.

        Raises:
            TryAgain: the model or its service did not answer.
            NeedsKey: the key of a service is missing or refused.
            QuotaReached: its quota is used up.
        """
        ...
