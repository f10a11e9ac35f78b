"""Reading pages: from saved folders, later from the live web."""
