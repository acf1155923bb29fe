"""What comes in: documents of the offices become a draft of records and a list of problems."""
