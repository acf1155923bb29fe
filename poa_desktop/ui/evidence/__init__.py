"""Files attached to a record: the box, its list, where they come from."""
