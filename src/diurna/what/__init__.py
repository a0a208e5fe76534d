"""What was done? Event type, mode and contexts, with the words that say so."""
