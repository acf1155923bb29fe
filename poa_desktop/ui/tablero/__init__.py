"""The page Tablero, its charts and gauges."""
