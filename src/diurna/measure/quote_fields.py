"""What a quote tells besides its words: whose it is, its stance, medium and occasion. Scored on matched pairs alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from diurna.codebook import Codebook
from diurna.measure.attributions import OVERLAP, Match, WordIndex, find_dice
from diurna.measure.gold import Pair
from diurna.measure.quote_gold import GoldAttribution
from diurna.measure.report import ACCURACY_COLUMNS, F1_COLUMNS, Answer, Cell, Table, list_accuracy, list_score
from diurna.measure.scores import Tally, score_tallies
from diurna.records import Quote, Span

_NONE = "none"


class Speech(Struct, frozen=True):
    """A gold attribution and our quote that was matched with it."""

    words: WordIndex
    gold: GoldAttribution
    quote: Quote
    match: Match


class Code(Struct, frozen=True):
    """Whose words they are, as far as the text or we know it."""

    country: str | None = None
    sector: str | None = None


def list_fields(speeches: Sequence[Sequence[Speech]], told: Sequence[GoldAttribution], codebook: Codebook) -> Table:
    """How often source and cue are right where the content is, and country, sector and stance if the gold tells them.

    `speeches` are those of each article, `told` is the whole gold.
    """
    judges: dict[str, Callable[[Speech], tuple[bool, bool]]] = {
        "source_exact": lambda speech: (speech.match.source_same, speech.quote.source_span is not None),
        "source_ok": lambda speech: (speech.match.source_agrees, speech.quote.source_span is not None),
        "cue_ok": lambda speech: (speech.match.cue_agrees, speech.quote.cue_span is not None),
    }
    if any(gold.code is not None for gold in told):
        judges["country"] = lambda speech: _judge_code(speech, codebook, lambda code: code.country)
        judges["sector"] = lambda speech: _judge_code(speech, codebook, lambda code: code.sector)
        judges["code"] = lambda speech: _judge_code(speech, codebook, lambda code: code if code != Code() else None)
    if any(gold.stance is not None for gold in told):
        judges["stance"] = lambda speech: (
            speech.quote.stance == speech.gold.stance,
            speech.quote.stance is not None,
        )
    rows = []
    for name, judge in judges.items():
        answers = [Answer(*judge(speech), number) for number, article in enumerate(speeches) for speech in article]
        rows.append(list_accuracy(name, answers))
    return Table("Matched pairs", ("field", *ACCURACY_COLUMNS), tuple(rows))


def list_phrases(speeches: Sequence[Sequence[Speech]]) -> Table:
    """How well the words for medium and occasion were found."""
    rows: list[tuple[Cell, ...]] = []
    for name in ("medium", "occasion"):
        tallies = [_tally_phrases(article, name) for article in speeches]
        rows.append(list_score(name, score_tallies(tallies)))
    return Table("Medium and occasion", ("words", *F1_COLUMNS), tuple(rows))


def name_stances(speeches: Sequence[Sequence[Speech]]) -> tuple[list[str], list[str]]:
    """The stances of the gold and ours, pair by pair; "none" where a statement takes none."""
    pairs = [speech for article in speeches for speech in article]
    return [speech.gold.stance or _NONE for speech in pairs], [speech.quote.stance or _NONE for speech in pairs]


def read_codes(told: str | None, codebook: Codebook) -> Iterator[Code]:
    """The codes of a gold speaker: "USA.GOV", "GBR.LEG.OPP" (the first sector counts), "SYR.OPP; USA.GOV"."""
    for one in (told or "").split(";"):
        first, _, rest = one.strip().partition(".")
        if first in codebook.sectors:
            yield Code(None, first)
        else:
            yield Code(first or None, rest.split(".")[0] or None)


def _judge_code(speech: Speech, codebook: Codebook, choose: Callable[[Code], str | Code | None]) -> tuple[bool, bool]:
    """(whether it is one of the gold's, whether there is one)."""
    speaker = speech.quote.speaker
    ours = choose(Code() if speaker is None else Code(speaker.country, speaker.sector))
    return ours in {choose(code) for code in read_codes(speech.gold.code, codebook)}, ours is not None


def _tally_phrases(speeches: Sequence[Speech], name: str) -> Tally:
    right = gold = found = 0
    for speech in speeches:
        told: Pair | None = getattr(speech.gold, name)
        ours: Span | None = getattr(speech.quote, name)
        gold += told is not None
        found += ours is not None
        if told is not None and ours is not None:
            right += find_dice(speech.words.find([Span(*told)]), speech.words.find([ours])) >= OVERLAP
    return Tally(right, gold, found)
