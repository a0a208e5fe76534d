"""What an area expert knows, as tables: countries, organisations, people in office, agent words, reporting verbs, sources."""
