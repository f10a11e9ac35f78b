"""Who drives runs: a thread with its own event loop."""
