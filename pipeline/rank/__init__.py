"""Ranks companies by how well they fit an ideal customer: BM25 over fields, words of the same market, feedback from the best, known facts."""
