"""The same work by other tools, in an environment of their own: nothing here imports Prospector."""
