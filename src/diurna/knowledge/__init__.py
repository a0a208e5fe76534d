"""Actors in office with their dates, sector words, titles, places, sources and reporting verbs: tables and loaders."""

from diurna.knowledge.entries import (
    Agent,
    Country,
    Factivity,
    Group,
    Office,
    Organisation,
    Person,
    Place,
    ReportingVerb,
    Seat,
    Source,
    Stance,
    Territory,
    Title,
)
from diurna.knowledge.load import Holder, Knowledge, find_source, holds_on, load_knowledge
from diurna.knowledge.names import Match, Named, NameIndex, Sense, fold

__all__ = [
    "Agent",
    "Country",
    "Factivity",
    "Group",
    "Holder",
    "Knowledge",
    "Match",
    "NameIndex",
    "Named",
    "Office",
    "Organisation",
    "Person",
    "Place",
    "ReportingVerb",
    "Seat",
    "Sense",
    "Source",
    "Stance",
    "Territory",
    "Title",
    "find_source",
    "fold",
    "holds_on",
    "load_knowledge",
]
