"""Documents as paper, and printing them."""
