"""In which country an article plays: whose "police", "the government" and "prosecutors" are where no word says so.

The country that a text names far more often than any other is its own; the opening counts double and the dateline more.
Where two countries are close, nothing is filled in. The home of the publisher helps only where no country is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from diurna.knowledge import BODIES, Country, Knowledge, Named, Organisation, Person, Sense, fold
from diurna.records import Sentence
from diurna.who.bodies import is_dateline, is_locative
from diurna.who.facts import Facts, Kind
from diurna.who.mention import MentionKind
from diurna.who.phrase import Identity, Phrase
from diurna.who.words import Found

_MARGIN = 2.0
"""How many times more often than the second a country must be named."""
_OPENING = 2
"""Sentences whose countries count double."""
_DATELINE = 3.0
_HEADERS = 4
"""Sentences among which the dateline may be: headline, date and author may stand before it."""

_HOME = frozenset("GOV MIL COP JUD LEG SPY OPP PTY REB PRM ELI".split())
"""Sectors whose nouns mean those of the article's country: "the army", "prosecutors", "the opposition"."""
_LOCAL = frozenset("COP JUD CVL MED EDU".split())
"""Sectors that act where the sentence plays: "In Warsaw, police detained two men"."""


class Evidence(Struct, frozen=True):
    """A country that a sentence names."""

    sentence: int
    code: str
    weight: float
    is_place: bool
    """Whether it stands as the place where something happens, dateline included."""


class Focus(Struct, frozen=True):
    """The country of an article, and what each sentence says of it."""

    country: str | None
    home: str | None
    """The country of the publisher."""
    places: dict[int, frozenset[str]]
    """By sentence the countries that stand as places."""
    elsewhere: dict[int, float]
    """By sentence the weight that the article's country has without the names that are no places there."""

    def country_at(self, sentence: int, sector: str) -> str | None:
        """The country to which a noun of this sector belongs; None where the text leaves it open."""
        places = self.places.get(sentence, frozenset())
        if sector in _LOCAL and len(places) == 1:
            return next(iter(places))
        if self.country is None:
            return self.home
        # "The ministry condemned Israel" alone does not make it Israel's ministry.
        return self.country if self.elsewhere.get(sentence, 1.0) > 0 else None


def is_at_home(facts: Facts, words: str, knowledge: Knowledge) -> bool:
    """Whether an actor without a country is one of the article's own country: "police", but not "diplomats"."""
    if facts.country is not None or facts.sector is None or facts.kind in (Kind.COUNTRY, Kind.PLACE):
        return False
    agent = knowledge.agents.get(words) or knowledge.agents.get(fold((facts.role or "").removeprefix("former ")))
    if agent is not None and agent.at_home is not None:
        return agent.at_home
    return facts.sector in _HOME


_ONE_EACH = frozenset(
    "government president premier chancellor parliament army military navy regime administration cabinet senate "
    "congress king queen monarch state leader head".split()
)
"""Nouns whose plural means those of several countries."""


def is_foreign(identity: Identity, phrase: Phrase, sentence: Sentence) -> bool:
    """Whether the words point away from the article's country: "European officials", "the world's governments"."""
    if identity.kind is MentionKind.NAME:
        return False
    if phrase.plural and identity.words.rpartition(" ")[2] in _ONE_EACH:
        return True
    inside = set(identity.words.split())
    return any(
        token.text.lower() in ("other", "foreign")
        or (token.index > 0 and token.text[:1].isupper() and token.text.lower() not in inside)
        for token in sentence.tokens[phrase.first : phrase.head]
    )


NOWHERE = Focus(None, None, {}, {})
"""Of a text that tells no country."""


def find_focus(sentences: Iterable[Sentence], founds: Iterable[list[Found]], *, home: str | None) -> Focus:
    """The Focus of an article from the known names in its sentences."""
    evidence = [one for sentence, found in zip(sentences, founds, strict=True) for one in _read(sentence, found)]
    totals: dict[str, float] = defaultdict(float)
    for one in evidence:
        totals[one.code] += one.weight
    ranked = sorted(totals.items(), key=lambda item: -item[1])
    if not ranked:
        return Focus(None, home if home not in BODIES else None, {}, {})
    code, weight = ranked[0]
    at_home = totals.get(home or "", 0.0)
    if len(ranked) > 1 and at_home and at_home * _MARGIN >= weight:
        # Of two countries that are named much, the publisher's own is the one whose government is "the government".
        code, weight = home or code, at_home
        is_clear = True
    else:
        is_clear = len(ranked) == 1 or weight >= _MARGIN * ranked[1][1]
    places: dict[int, set[str]] = {}
    named: dict[int, float] = defaultdict(float)
    for one in evidence:
        if one.is_place:
            places.setdefault(one.sentence, set()).add(one.code)
        elif one.code == code:
            named[one.sentence] += one.weight
    return Focus(
        code if is_clear else None,
        None,
        {sentence: frozenset(codes) for sentence, codes in places.items()},
        {sentence: weight - own for sentence, own in named.items()},
    )


def _read(sentence: Sentence, found: list[Found]) -> Iterable[Evidence]:
    for one in found:
        codes = {_country_of(named) for named in one.named}
        code = codes.pop() if len(codes) == 1 else None
        if code is None:
            continue
        weight = 2.0 if sentence.index < _OPENING else 1.0
        if sentence.index < _HEADERS and is_dateline(sentence, one.first, one.last):
            yield Evidence(sentence.index, code, _DATELINE, True)
            continue
        yield Evidence(sentence.index, code, weight, _is_place(sentence, one))


def _country_of(named: Named) -> str | None:
    """The country that a name speaks for; a newspaper speaks for none."""
    entry = named.entry
    if isinstance(entry, Country):
        return entry.code
    if isinstance(entry, Organisation) and entry.sector in ("JRN", "BUS"):
        return None
    code = entry.offices[-1].country if isinstance(entry, Person) else entry.country
    return code if code not in BODIES else None


def _is_place(sentence: Sentence, found: Found) -> bool:
    if not any(named.sense in (Sense.NAME, Sense.CAPITAL) for named in found.named):
        return False
    inside = range(found.first, found.last)
    head = next((index for index in inside if sentence.tokens[index].head not in inside), found.first)
    return is_locative(sentence, head)
