"""Fields of a form, each saved when it is left."""
