"""Edge: the same coder over many shards, here or on a cluster."""
