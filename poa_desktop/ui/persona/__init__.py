"""The page Avance."""
