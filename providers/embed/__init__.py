"""Turning texts into vectors of meaning, so that a list can be ordered by more than its words. None by default."""
