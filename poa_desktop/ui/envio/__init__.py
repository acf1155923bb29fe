"""Writing documents: one, all of a period, those of many files."""
