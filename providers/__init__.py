"""The only code that talks to the outside. Each folder is a seam: ``base.py`` has the promise, every other file keeps it."""
