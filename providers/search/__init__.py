"""Finding websites: the analyst's own list, saved folders, later search services."""
