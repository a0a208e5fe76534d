"""Gold sentences of our own, and what reads and checks them."""
