"""The page Calendario."""
