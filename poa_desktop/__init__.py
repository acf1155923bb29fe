"""POA Desktop: plans and evaluates the yearly programme (POA) of a municipality, offline."""

__version__ = "0.1.0"
