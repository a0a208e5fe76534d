"""Which words are which act: tables of constructions and their typed loader. The format is told in this folder's README."""
