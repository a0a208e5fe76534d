"""Which actors does the text name? Country, sector and role of each; and to whom "he" refers."""
