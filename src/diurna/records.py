"""The values that cross a folder: plain, frozen and small.

Every claim carries the characters that support it. Offsets are Python characters into `Article.text`, half-open, and
survive every step. `None` means that the text does not say.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from hashlib import blake2b

from msgspec import Struct


class EventType(StrEnum):
    """The sixteen PLOVER event types. A user's codebook may add names, so records hold plain strings."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Certainty(StrEnum):
    """Did it happen? One value for each event."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    THREATENED = "threatened"
    ALLEGED = "alleged"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    HISTORICAL = "historical"


class NameKind(StrEnum):
    """What a proper name names. NORP is a nationality, a religious or an ethnic group."""

    PERSON = "PER"
    ORGANISATION = "ORG"
    LOCATION = "LOC"
    GROUP = "NORP"


class QuoteKind(StrEnum):
    """Whether the words of a statement stand in quotation marks: all of them, none, or some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """The direction of a statement towards what it is about; a statement that takes none has no stance."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    DEMANDS = "demands"
    OFFERS = "offers"
    DENIES = "denies"


class AgendaState(StrEnum):
    """What has become of something that was announced with a day or a deadline."""

    OPEN = "open"
    """Announced; nothing later is known."""
    HELD = "held"
    POSTPONED = "postponed"
    MISSED = "missed"


class DatePrecision(StrEnum):
    """How exact a date is: the unit that the text itself uses."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"


class PlacePrecision(StrEnum):
    """How exact a place is."""

    POINT = "point"
    CITY = "city"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    REGION = "region"


class Span(Struct, frozen=True, order=True, gc=False):
    """Characters `start` up to, but not including, `end` of `Article.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether every character of `other` is inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


class Article(Struct, frozen=True, kw_only=True):
    """One news text as it was read, never normalised in place. Only `text` is coded; the title is kept beside it."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: dt.date | None = None
    fetched: dt.datetime | None = None
    language: str = "en"
    source: str | None = None
    """Where it was read: a path, or a path and a row ("news.csv:17"). Not part of the identity."""


def make_article_id(text: str, source: str | None) -> str:
    """The identity of an article: 20 hexadecimal digits from its text and its publisher or address.

    Coding the same article twice is coding it once.
    """
    digest = blake2b(digest_size=10)
    digest.update((source or "").encode("utf-8", "surrogatepass"))
    digest.update(b"\0")
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


class Morph(Struct, frozen=True, kw_only=True):
    """Universal Dependencies features of a word, as the treebanks spell their values; `None` where not marked."""

    tense: str | None = None
    mood: str | None = None
    verb_form: str | None = None
    voice: str | None = None
    number: str | None = None
    person: str | None = None
    polarity: str | None = None
    gender: str | None = None
    case: str | None = None
    poss: str | None = None
    pron_type: str | None = None
    degree: str | None = None


class Token(Struct, frozen=True, gc=False):
    """One syntactic word (Universal Dependencies): "don't" is the two words "do" and "n't"."""

    index: int
    """Position in the sentence, from 0."""
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    morph: Morph
    head: int
    """`index` of the governor in the same sentence; -1 for the root."""
    deprel: str

    @property
    def span(self) -> Span:
        """Its characters in the article."""
        return Span(self.start, self.end)


class Name(Struct, frozen=True, gc=False):
    """A proper name: tokens `first` up to, but not including, `last` of one sentence."""

    kind: NameKind
    first: int
    last: int
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Its characters in the article."""
        return Span(self.start, self.end)


class Sentence(Struct, frozen=True):
    """One sentence with its tree and names."""

    index: int
    paragraph: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    children: tuple[tuple[int, ...], ...]
    """For each token the indices of its dependents, left to right."""

    @property
    def span(self) -> Span:
        """Its characters in the article."""
        return Span(self.start, self.end)

    @property
    def root(self) -> int:
        """Index of the root token."""
        return next(token.index for token in self.tokens if token.head < 0)


class Parse(Struct, frozen=True):
    """One reading of one article's text. Every question is answered from it."""

    text: str
    sentences: tuple[Sentence, ...]


class Actor(Struct, frozen=True, kw_only=True):
    """Somebody who acts or is acted on, as the text names them and as the record knows them."""

    text: str
    span: Span
    name: str | None = None
    """Canonical name ("Sergey Lavrov", "Russia"), where known."""
    country: str | None = None
    """ISO 3166-1 alpha-3 or one of KOS, IGO, UNO, EUR, NGO, ISM, IMG, MNC."""
    sector: str | None = None
    """Primary PLOVER sector, e.g. GOV."""
    other_sectors: tuple[str, ...] = ()
    role: str | None = None
    """The office or function in words, e.g. "foreign minister"."""
    known_id: str | None = None
    """Key in our knowledge tables."""

    @property
    def code(self) -> str | None:
        """The code as users know it: "USAGOV"; `None` when neither country nor sector is known."""
        return "".join(part for part in (self.country, self.sector) if part) or None


class DateSpan(Struct, frozen=True, kw_only=True):
    """A time on the calendar; both ends inclusive, an open end is `None`."""

    start: dt.date | None
    end: dt.date | None
    precision: DatePrecision
    value: str | None = None
    """TIMEX3 value ("2021-05-19", "2014", "P3D"), where the words have one."""
    span: Span | None = None
    """The words; `None` when the date is the publication date."""


class Place(Struct, frozen=True, kw_only=True):
    """A place on the map."""

    name: str
    precision: PlacePrecision
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    feature: str | None = None
    """GeoNames feature code, e.g. PPLC."""
    confidence: float = 1.0
    alternatives: tuple[int, ...] = ()
    """GeoNames ids of other readings, best first."""
    span: Span | None = None


class Attribution(Struct, frozen=True, kw_only=True):
    """Who says that it is so. `speaker` is `None` when the newspaper itself says it."""

    speaker: Actor | None = None
    source_span: Span | None = None
    cue_span: Span | None = None
    content: tuple[Span, ...] = ()


class Quote(Struct, frozen=True, kw_only=True):
    """Words, beliefs or intentions that the text gives to somebody."""

    id: str
    article_id: str
    kind: QuoteKind
    content: tuple[Span, ...]
    source_span: Span | None = None
    cue_span: Span | None = None
    speaker: Actor | None = None
    addressee: Actor | None = None
    about: tuple[Actor, ...] = ()
    """Other actors whom the words name, each once."""
    places: tuple[Place, ...] = ()
    """Places that the words name, each once."""
    contexts: tuple[str, ...] = ()
    """Contexts of the codebook that the words touch: the issue."""
    stance: Stance | None = None
    negated: bool = False
    """Whether it is told as not said: "did not say whether"."""
    medium: Span | None = None
    """Through which medium it was said: "tweeted", "in a statement"."""
    occasion: Span | None = None
    """On which occasion: "at a press conference on Monday"."""
    within: str | None = None
    """Id of the quote whose words tell of this one: "denied Moscow's claim that ..."."""


class Decision(Struct, frozen=True, kw_only=True):
    """Which rule or head filled a field of an event, and the words it looked at."""

    field: str
    by: str
    spans: tuple[Span, ...] = ()


class Event(Struct, frozen=True, kw_only=True):
    """Somebody did one thing to somebody, as one article tells it."""

    id: str
    article_id: str
    sentence: int
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    """Empty: the text names nobody, or the act is reciprocal and everybody stands in `actor`."""
    date: DateSpan | None
    place: Place | None
    certainty: Certainty
    attributed_to: Attribution
    denied_by: tuple[Actor, ...] = ()
    """Those who say that it is not so, beside whoever says that it is."""
    due: DateSpan | None = None
    """A deadline or the day planned for it, where the text gives one."""
    agenda: AgendaState | None = None
    """For something announced: whether it was later reported as held, postponed or missed; else `None`."""
    evidence: tuple[Span, ...]
    """Never empty: no words, no event."""
    trigger: Span
    intensity: float
    confidence: float
    decided_by: tuple[Decision, ...]


class Coding(Struct, frozen=True, kw_only=True):
    """All that was read in one article."""

    article: Article
    events: tuple[Event, ...]
    quotes: tuple[Quote, ...]
    mentions: tuple[Actor, ...]
    """Every actor mention, in reading order."""
    dates: tuple[DateSpan, ...] = ()
    places: tuple[Place, ...] = ()
    sentences: tuple[Span, ...] = ()


class Reject(Struct, frozen=True, kw_only=True):
    """A document that could not be read or coded: the step that refused it and why."""

    source: str
    step: str
    message: str
