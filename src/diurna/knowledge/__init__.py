"""Actors in office with their dates, sector words, titles, places, sources and reporting verbs: tables and loaders."""

from diurna.knowledge.build import Holder
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
from diurna.knowledge.finding import Bearer, Finding, Term, describe_finding, find_name
from diurna.knowledge.load import Knowledge, find_source, holds_on, load_knowledge
from diurna.knowledge.names import Match, Named, NameIndex, Sense, fold
from diurna.knowledge.tables import BODIES, GivenTables, load_fingerprint

__all__ = [
    "BODIES",
    "Agent",
    "Bearer",
    "Country",
    "Factivity",
    "Finding",
    "GivenTables",
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
    "Term",
    "Territory",
    "Title",
    "describe_finding",
    "find_name",
    "find_source",
    "fold",
    "holds_on",
    "load_fingerprint",
    "load_knowledge",
]
