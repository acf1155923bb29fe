"""The dialog in which schedules are proposed, and the offer beside one línea."""
