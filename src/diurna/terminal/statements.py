"""Statements, positions and announcements as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from diurna.records import DatePrecision, DateSpan, QuoteKind, Stance
from diurna.terminal.coding import describe_date

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from diurna.positions import Party, Position, Positions
    from diurna.store.nearest import Lead
    from diurna.store.rows import ActorCell, EventRow, QuoteRow, Words

STYLES = {
    Stance.SUPPORTS: "green",
    Stance.OFFERS: "green",
    Stance.OPPOSES: "red",
    Stance.DENIES: "red",
    Stance.DEMANDS: "yellow",
}
"""How each direction is coloured."""

_MARKS = "\"“”„‟«»″‘’'`"
_FAULTS = {
    "by": "is by anybody called {0!r}",
    "about": "is about anybody called {0!r}",
    "stance": "{0}",
    "issue": "is on the issue {0!r}",
    "since": "was published on {0} or later",
    "until": "was published on {0} or earlier",
}


def print_statements(console: Console, rows: Iterable[QuoteRow]) -> None:
    """Under each article its statements: who said what in which direction; then to whom, how and about whom."""
    from rich.text import Text

    article = None
    for row in rows:
        if row.article_id != article:
            article = row.article_id
            published = str(row.published) if row.published else "no date"
            head = "  ".join(part for part in (published, row.publisher, row.article_id) if part)
            console.print(Text(head, style="dim"))
        said = Text(describe_speaker(row), style="bold")
        if direction := describe_direction(row):
            said.append(f" {direction}", style=STYLES[Stance(row.stance)] if row.stance else "yellow")
        said.append(f": {describe_words(row)}", style="not bold")
        _print_indented(console, said, 2)
        details = "; ".join(f"{name}: {value}" for name, value in iter_details(row))
        if details:
            _print_indented(console, Text(details, style="dim"), 4)


def describe_speaker(row: QuoteRow) -> str:
    """ "Sergey Lavrov (RUSGOV)"; the words of the source where nobody is known."""
    if row.speaker is not None:
        return describe_cell(row.speaker)
    return " ".join(row.source.text.split()) if row.source and row.source.text else "somebody unnamed"


def describe_direction(row: QuoteRow) -> str:
    """ "opposes"; empty without a direction. What is told as not said is marked so: "not said, opposes"."""
    return ", ".join(part for part in ("not said" if row.negated else None, row.stance) if part)


def describe_words(row: QuoteRow) -> str:
    """The words as they stand in the article, with its quotation marks; offsets where the record keeps no words."""
    return _join_words(row.content, direct=row.kind == QuoteKind.DIRECT)


def describe_cell(cell: ActorCell) -> str:
    """ "France (FRAGOV)" """
    name = " ".join((cell.name or cell.text or cell.code or "somebody unnamed").split())
    return f"{name} ({cell.code})" if cell.code and cell.code != name else name


def iter_details(row: QuoteRow) -> Iterator[tuple[str, str]]:
    """(name, value) of what else is known of a statement."""
    if row.addressee is not None:
        yield "to", describe_cell(row.addressee)
    for name, words in (("medium", row.medium), ("occasion", row.occasion)):
        if words is not None:
            yield name, _join_words([words])
    if row.about:
        yield "about", ", ".join(describe_cell(cell) for cell in row.about)
    if row.contexts:
        yield "issue", ", ".join(row.contexts)
    if row.within is not None:
        yield "told within statement", row.within


def print_positions(console: Console, found: Positions, positions: Sequence[Position]) -> None:
    """The positions speaker by speaker, a line a statement; then how many statements belong to none, and why."""
    from rich.text import Text

    speaker: Party | None = None
    for position in positions:
        if position.speaker != speaker:
            speaker = position.speaker
            console.print(Text(_describe_party(speaker), style="bold"))
        on = Text(f"on {'the issue ' if position.kind == 'issue' else ''}{_describe_party(position.on)}")
        if position.turns:
            on.append(f"  turned {', '.join(str(day or 'no date') for day in position.turns)}", style="bold yellow")
        _print_indented(console, on, 2)
        for step in position.steps:
            quote = step.quote
            line = Text(f"{quote.published or 'no date   '}  ")
            line.append(f"{step.stance:<8}", style=STYLES[step.stance])
            line.append(f"  {describe_words(quote)}")
            origin = ", ".join(part for part in (quote.publisher, quote.article_id) if part)
            line.append(f"  {origin}", style="dim")
            _print_indented(console, line, 4)
    for reason, count in found.left_out.items():
        console.print(Text(f"in no position: {count:,} {reason}", style="dim"))


def print_agenda(console: Console, rows: Iterable[EventRow]) -> None:
    """Each announcement in two lines: when, what and what became of it; its words and where they stand."""
    from rich.text import Text

    for row in rows:
        what = f"{row.type} {row.mode}" if row.mode else row.type
        sides = (", ".join(codes) for codes in (row.actor_codes, row.recipient_codes))
        actor, recipient = (side.strip() for side in sides)
        line = Text(f"{describe_due(row)}  ", style="bold")
        line.append(" ".join(part for part in (actor or "(nobody known)", what, recipient) if part), style="not bold")
        line.append(f"  {row.certainty}, {row.agenda}", style="not bold yellow")
        console.print(line)
        origin = ", ".join(str(part) for part in (row.publisher, row.published, row.article_id) if part)
        words = Text(_join_words(row.evidence))
        words.append(f"  {origin}", style="dim")
        _print_indented(console, words, 2)


def describe_due(row: EventRow) -> str:
    """The day or days for which it is announced: its due day, else its own."""
    if row.due_precision is not None:
        return describe_date(DateSpan(start=row.due_start, end=row.due_end, precision=DatePrecision(row.due_precision)))
    if row.date_precision is not None:
        days = DateSpan(start=row.date_start, end=row.date_end, precision=DatePrecision(row.date_precision))
        return describe_date(days)
    return "no day"


def describe_leads(leads: Sequence[Lead]) -> Iterator[str]:
    """Why nothing was found, a line for each thing that can be done about it."""
    for lead in leads:
        if not lead.found:
            near = f" Near: {', '.join(lead.near)}." if lead.near else ""
            yield f"no statement {_FAULTS[lead.field].format(lead.asked)}.{near}"
    if leads and all(lead.found for lead in leads):
        alone = ", ".join(f"--{lead.field} {lead.asked} ({lead.found:,})" for lead in leads)
        yield f"no statement answers all of it together; each alone is answered: {alone}."
    if not leads:
        yield "the record holds no statement."


def _describe_party(party: Party) -> str:
    name = " ".join(party.name.split())
    return f"{name} ({party.code})" if party.code and party.code != name else name


def _join_words(parts: Sequence[Words], *, direct: bool = False) -> str:
    if any(part.text is None for part in parts):
        return ", ".join(f"characters {part.start}-{part.end}" for part in parts)
    shown = (" ".join((part.text or "").split()) for part in parts)
    return " ... ".join(f"“{words}”" if direct and words[:1] not in _MARKS else words for words in shown)


def _print_indented(console: Console, text: Text, width: int) -> None:
    from rich.text import Text

    for line in text.wrap(console, console.width - width):
        line.rstrip()
        console.print(Text(" " * width) + line)
