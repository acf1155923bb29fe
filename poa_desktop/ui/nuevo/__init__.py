"""New POAs: the assistant, several in one file, next year's plan, its texts, catalogues."""
