"""Training of the listening head: attributions and certainty on the states of the shipped reader."""
