"""The ontology as tables: event types, modes, contexts, sectors, scores and the CAMEO crosswalk, with typed loaders."""
