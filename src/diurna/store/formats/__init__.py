"""One module for each format that a record is exported to. Each opens with its table of columns."""
