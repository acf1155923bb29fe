"""The month table: a spreadsheet of líneas × months, whatever the page."""
