"""The page Gastos."""
