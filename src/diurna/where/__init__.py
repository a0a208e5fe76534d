"""Where did it happen? Place names with coordinates, and the place of an event."""
