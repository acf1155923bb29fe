"""The dialog that shows who changed what and when in one record, and restores an old value."""
