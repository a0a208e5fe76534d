"""Trains the one model that reads every sentence: `python -m training.language --out DIR`."""
