"""When did it happen? Time expressions read against the publication date."""
