"""Who says so, and in which words? Quotations and attributions: speaker, cue and content."""
