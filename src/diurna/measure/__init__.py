"""Edge: score a coding against gold."""
