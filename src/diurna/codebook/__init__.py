"""The ontology as tables: event types, modes, contexts, sectors, scores and the CAMEO crosswalk, with typed loaders."""

from diurna.codebook.book import CODEBOOK_VERSION, Codebook, load_codebook
from diurna.codebook.cameo import find_cameo, find_plover_type, is_reciprocal

__all__ = ["CODEBOOK_VERSION", "Codebook", "find_cameo", "find_plover_type", "is_reciprocal", "load_codebook"]
