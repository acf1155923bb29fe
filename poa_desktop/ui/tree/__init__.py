"""The tree: the program's navigation, and what is done to its nodes."""
