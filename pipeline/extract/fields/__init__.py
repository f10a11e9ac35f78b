"""The extractors: every module in this folder exports ``extract(markup, quoter, page)``; the file name is the registry."""
