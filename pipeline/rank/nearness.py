"""How near the meaning of texts is to that of a wish: the cosine of their vectors."""

from collections.abc import Sequence

import numpy as np


def nearness(wish: Sequence[float], texts: Sequence[Sequence[float]]) -> list[float]:
    """Return the cosine of each text's vector with the wish's; 0 for a vector of zeros."""
    if not len(texts):
        return []
    table, one = np.asarray(texts, dtype=np.float64), np.asarray(wish, dtype=np.float64)
    lengths = np.linalg.norm(table, axis=1) * float(np.linalg.norm(one))
    return [float(x) for x in np.divide(table @ one, lengths, out=np.zeros(len(table)), where=lengths > 0)]
