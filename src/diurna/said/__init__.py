"""Who says so, and in which words? Quotations and attributions: speaker, cue and content."""

from diurna.said.attribution import find_attribution
from diurna.said.cues import Cue, Cues, load_cues
from diurna.said.find import find_sayings
from diurna.said.saying import Saying

__all__ = ["Cue", "Cues", "Saying", "find_attribution", "find_sayings", "load_cues"]
