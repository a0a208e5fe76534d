"""Scores on the development sets, against pinned values: `python -m bench.quality`."""
