"""Where a POA is kept: one SQLite file, one door for writes."""
