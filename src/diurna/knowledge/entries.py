"""What the tables hold, one record a row. Days are ISO text ("2021-05-19"), so that they compare as they stand.

`origin` is the table and line of the row ("people/asia.tsv:41"), so that every answer can be traced and corrected.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Country(Struct, frozen=True, gc=False):
    """A country of the actor field."""

    code: str
    name: str
    origin: str = ""


class Territory(Struct, frozen=True, gc=False):
    """A breakaway state, dependency, region or dissolved state, which counts with a country.

    `country` is None where the name leaves two countries open ("Korea").
    """

    name: str
    country: str | None
    sector: str | None
    start: str | None
    end: str | None
    origin: str = ""


class Seat(Struct, frozen=True, gc=False):
    """A building or office that stands for a government, parliament, court or army ("the Kremlin").

    `country` is None where the article must decide ("State House").
    """

    name: str
    country: str | None
    sector: str
    origin: str = ""


class Place(Struct, frozen=True, gc=False):
    """A city or region, known for its country only."""

    name: str
    country: str
    kind: str
    origin: str = ""


class Group(Struct, frozen=True, gc=False):
    """A people or creed that is not a state's ("Kurds", "Sunnis")."""

    name: str
    country: str | None
    sector: str | None
    origin: str = ""


class Organisation(Struct, frozen=True, gc=False):
    """An organisation, for the days from `start` to `end`."""

    id: str
    name: str
    country: str | None
    sector: str | None
    other_sectors: tuple[str, ...]
    start: str | None
    end: str | None
    origin: str = ""
    is_main: bool = False
    """Whether it is the one meant by a name that several share, where the article does not tell."""


class Office(Struct, frozen=True, gc=False):
    """One period in which a person held one office."""

    title: str
    country: str
    sector: str
    start: str | None
    end: str | None
    sure: bool
    origin: str = ""


class Person(Struct, frozen=True):
    """Somebody who holds or held office, with all periods in the order of their start."""

    id: str
    name: str
    offices: tuple[Office, ...]


class Agent(Struct, frozen=True, gc=False):
    """What a noun says of an actor. `sector` is None where only the body named with it decides."""

    phrase: str
    sector: str | None
    other_sectors: tuple[str, ...]
    takes_body: bool
    """ "Hamas official": the body's sector wins."""
    needs_body: bool
    """ "The party's head": no actor without the body."""
    at_home: bool | None = None
    """Whether the noun alone means somebody of the article's own country ("protesters"), or surely not ("diplomats").
    None: as its sector."""
    origin: str = ""


class Title(Struct, frozen=True, gc=False):
    """What a title makes of the person who bears it."""

    title: str
    sector: str | None
    other_sectors: tuple[str, ...]
    country: str | None
    takes_body: bool
    origin: str = ""


class Stance(StrEnum):
    """How the speaker stands to the content."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


class Factivity(StrEnum):
    """Whether the reporting word presents the content as true, as untrue, or leaves it open."""

    FACT = "fact"
    COUNTER = "counter"
    NONE = "none"


class ReportingVerb(Struct, frozen=True, gc=False):
    """A verb (lemma) or fixed cue that gives words, beliefs or intentions to somebody."""

    lemma: str
    kind: str
    """The class of the row: say, claim, deny, believe, ask, promise, ..."""
    stance: Stance
    factivity: Factivity


class Source(Struct, frozen=True, gc=False):
    """A news outlet and where it sits."""

    name: str
    country: str | None
    city: str | None
    origin: str = ""
