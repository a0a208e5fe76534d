"""Speed, memory and quality: each a command that prints a table. Nothing here runs in the product."""
