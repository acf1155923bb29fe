"""Finding and replacing in everything the file says."""
