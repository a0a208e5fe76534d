"""Who says so, and in which words? Quotations and attributions: speaker, cue and content."""

from diurna.said.attribution import find_attribution
from diurna.said.cues import Cue, Cues, load_cues
from diurna.said.find import find_sayings
from diurna.said.heard import join_sayings, listen
from diurna.said.marks import find_quotations
from diurna.said.saying import Saying

__all__ = [
    "Cue",
    "Cues",
    "Saying",
    "find_attribution",
    "find_quotations",
    "find_sayings",
    "join_sayings",
    "listen",
    "load_cues",
]
