"""Word lists of many languages, and how they are matched: tokens, terms, sentences, dates. Data stand in ``lists/<table>/<language>.toml``."""
