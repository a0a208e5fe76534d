"""How the shipped model and the shipped tables are built. Nothing here runs in the product."""
