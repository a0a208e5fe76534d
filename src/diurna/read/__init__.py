"""Edge: documents of many formats -> Articles, with a reason for every one that is refused."""
