"""What is handed in: the official layouts, written as PDF and Excel."""
