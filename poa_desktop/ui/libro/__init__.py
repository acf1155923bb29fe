"""Bringing back the changes of an Excel workbook."""
