"""The page Datos: one form for each kind of record."""
