"""Which words are which act: tables of constructions and their loader. The README here tells the format."""
