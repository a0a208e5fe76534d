"""Text -> Parse: sentences, tokens, lemmas, tree and names. The only folder that runs a model."""
