"""The headless commands, one noun a module; each gives an Outcome and never prints a result."""
