"""What every reader of somebody else's workbook shares: the package, its names, a strict parser."""
