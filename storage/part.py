"""What every part of the store works with."""

from storage.connection import Database
from storage.writer import Writer


class Part:
    """A noun of the store: reads by ``database``, writes through ``writer``."""

    database: Database
    writer: Writer
