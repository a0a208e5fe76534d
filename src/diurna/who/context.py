"""What the rest of the article says about a name that several things bear: RSF, Georgia, the Supreme Court."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from diurna.knowledge import (
    Country,
    Knowledge,
    Named,
    Office,
    Organisation,
    Person,
    Place,
    Sense,
    Territory,
    fold,
    holds_on,
)
from diurna.records import Sentence
from diurna.who.facts import is_high
from diurna.who.words import Found

_NAMED_SENSES = (Sense.NAME, Sense.CAPITAL)
_GEORGIA_IN_AMERICA = Place("Georgia", "USA", "region")
_REMEMBERED_YEARS = 12
_AROUND_GEORGIA = ("RUS", "ARM", "AZE", "TUR", "UKR", "GEO")


class Context(Struct, frozen=True):
    """The tables, the day of the article, and how often it names each country."""

    knowledge: Knowledge
    day: str | None
    countries: Mapping[str, int]


def read_context(founds: Iterable[list[Found]], knowledge: Knowledge, *, published: date | None) -> Context:
    """The Context of an article from the names found in its sentences."""
    counts: Counter[str] = Counter()
    for found in founds:
        for one in found:
            codes = {_code_of(named) for named in one.named}
            if len(codes) == 1:
                code = codes.pop()
                if code and not _is_georgia(one.named[0]):
                    counts[code] += 1
    return Context(knowledge, published.isoformat() if published else None, counts)


def choose_named(found: Found, context: Context, sentence: Sentence | None) -> Named | None:
    """Which of several bearers of a name is meant; None where nothing in the article decides."""
    candidates = _of_right_sense(found, sentence)
    candidates = _of_right_time(candidates, context.day)
    first = candidates[0]
    if _is_georgia(first) and first.sense is Sense.NAME:
        return _choose_georgia(first, context)
    if len(candidates) == 1 or isinstance(first.entry, Country | Territory):
        return first
    weights = [context.countries.get(_code_of(named) or "", 0) for named in candidates]
    best = max(weights)
    if best and weights.count(best) == 1:
        return candidates[weights.index(best)]
    if all(isinstance(named.entry, Person) for named in candidates):
        return _only_one_in_office(candidates, context.day)
    if len({(_code_of(named), getattr(named.entry, "sector", None)) for named in candidates}) == 1:
        return first
    leading = [named for named, weight in zip(candidates, weights, strict=True) if weight == best]
    main = [named for named in leading if isinstance(named.entry, Organisation) and named.entry.is_main]
    if len(main) == 1:
        return main[0]
    return leading[0] if best and len({_code_of(named) for named in leading}) == 1 else None


def _of_right_sense(found: Found, sentence: Sentence | None) -> tuple[Named, ...]:
    if len(found.named) == 1 or sentence is None:
        return found.named
    token = sentence.tokens[found.last - 1]
    modifies = token.deprel.startswith(("amod", "compound")) or token.upos == "ADJ"
    wanted: tuple[Sense, ...] = (Sense.ADJECTIVE,) if modifies else (*_NAMED_SENSES, Sense.PEOPLE)
    fitting = tuple(named for named in found.named if named.sense in wanted)
    return fitting or found.named


def _of_right_time(candidates: tuple[Named, ...], day: str | None) -> tuple[Named, ...]:
    """Drop the rows of an organisation that do not hold on the day; without a day the last row holds."""
    if len(candidates) == 1:
        return candidates
    fitting = tuple(
        named
        for named in candidates
        if not isinstance(named.entry, Organisation)
        or (holds_on(named.entry.start, named.entry.end, day) if day else named.entry.end is None)
    )
    return fitting or candidates[-1:]


def _only_one_in_office(candidates: tuple[Named, ...], day: str | None) -> Named | None:
    serving = [named for named in candidates if isinstance(named.entry, Person) and _held(named.entry, day)]
    return serving[0] if len(serving) == 1 else None


def _choose_georgia(named: Named, context: Context) -> Named:
    around = sum(context.countries.get(code, 0) for code in _AROUND_GEORGIA)
    if context.countries.get("USA", 0) > around:
        return Named(_GEORGIA_IN_AMERICA, Sense.NAME, named.spelling)
    return named


def _is_georgia(named: Named) -> bool:
    return isinstance(named.entry, Country) and named.entry.code == "GEO"


def _code_of(named: Named) -> str | None:
    entry = named.entry
    if isinstance(entry, Country):
        return entry.code
    if isinstance(entry, Person):
        return entry.offices[-1].country
    return entry.country


def find_surname(
    surname: str,
    context: Context,
    *,
    given: Sequence[str] = (),
    country: str | None = None,
    title: str | None = None,
) -> Person | None:
    """The office holder whom a bare surname means: one who serves on the day, and the only one of that name.

    `given` are given names, perhaps in another spelling or number ("Sergei" for Sergey); `title` stands before the
    surname, and who has borne it comes before others.
    """
    persons = context.knowledge.surnames.get(surname, ())
    if given:
        persons = _of_given_names(given, persons)
    if country:
        persons = tuple(one for one in persons if any(office.country == country for office in one.offices))
    if title is not None:
        key = fold(title)
        persons = tuple(one for one in persons if any(fold(office.title) == key for office in one.offices)) or persons
    chosen = _choose_bearer(persons, context, is_bare=not (given or title))
    if chosen is None or title or given or country:
        return chosen
    held = _held(chosen, context.day)
    if surname in context.knowledge.common_surnames:
        # "Johnson" is the prime minister only where the article is about his country while he is in office.
        return chosen if any(_is_at_home(office, context) for office in held) else None
    # A bare surname of somebody long out of office is more likely somebody else, unless the world knew it.
    return chosen if held or _is_remembered(chosen, context.day) else None


def _choose_bearer(persons: tuple[Person, ...], context: Context, *, is_bare: bool) -> Person | None:
    """The one of several bearers of a name who is meant: in office, of the article's countries, of high office."""
    serving = [person for person in persons if _held(person, context.day)]
    chosen = serving or list(persons)
    if is_bare:
        # "Trump" alone is the president, in office or just out of it, before any other Trump.
        in_office = [one for one in serving if any(is_high(office.title) for office in _held(one, context.day))]
        chosen = in_office or [one for one in persons if _is_remembered(one, context.day)] or chosen
    if len(chosen) > 1:
        weights = [context.countries.get(person.offices[-1].country, 0) for person in chosen]
        best = max(weights)
        chosen = [one for one, weight in zip(chosen, weights, strict=True) if weight == best] if best else chosen
    if len(chosen) > 1:
        chosen = [
            person
            for person in chosen
            if any(is_high(one.title) for one in (_held(person, context.day) or person.offices))
        ]
    return chosen[0] if len(chosen) == 1 else None


def _is_at_home(office: Office, context: Context) -> bool:
    return is_high(office.title) and office.country in context.countries


def _held(person: Person, day: str | None) -> list[Office]:
    """The offices that a person holds on the day, or holds still."""
    return [one for one in person.offices if (holds_on(one.start, one.end, day) if day else one.end is None)]


def _is_remembered(person: Person, day: str | None) -> bool:
    """Whether somebody held a high office within the last years before the day."""
    since = f"{int(day[:4]) - _REMEMBERED_YEARS}{day[4:]}" if day else ""
    return any(
        is_high(one.title) and one.end is not None and since <= one.end <= (day or one.end) for one in person.offices
    )


def _of_given_names(given: Sequence[str], persons: tuple[Person, ...]) -> tuple[Person, ...]:
    """Those whose own names these can be, the nearest in length: "Nawaf al-Ahmad al-Jaber" for Nawaf al-Ahmad."""
    parts = [part for name in given for part in name.split()]
    fitting: dict[int, list[Person]] = {}
    for person in persons:
        own = [part for part in fold(person.name).split()[:-1] if part not in _PARTICLES]
        mine = [part for part in parts if part not in _PARTICLES]
        if not own or not mine:
            if any(_is_like(part, fold(person.name).split()) for part in mine):
                fitting.setdefault(1, []).append(person)
            continue
        short, long = sorted((own, mine), key=len)
        if _is_like(parts[0], fold(person.name).split()) and all(_is_like(part, long) for part in short):
            fitting.setdefault(len(long) - len(short), []).append(person)
    return tuple(fitting[min(fitting)]) if fitting else ()


def _is_like(given: str, name: Sequence[str]) -> bool:
    """Whether a given name is another spelling of one in the person's name, or its initial."""
    return any(
        given == word
        or (given[0] == word[0] and min(len(given), len(word)) == 1)
        or (given[:3] == word[:3] and min(len(given), len(word)) > 3)
        for word in name
    )


_PARTICLES = frozenset("al el bin ibn ben bint abu".split())
