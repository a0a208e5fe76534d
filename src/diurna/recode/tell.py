"""What changed, and which examples failed, as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from diurna.recode.compare import Change, Told
from diurna.recode.diff import NOTHING, Diff
from diurna.recode.examples import Checked

if TYPE_CHECKING:
    from rich.console import Console


def print_diff(console: Console, diff: Diff, *, shown: int) -> None:
    """The counts by old and new type, then at most `shown` sentences for each way of changing."""
    from rich.table import Table
    from rich.text import Text

    console.print(
        f"{diff.articles:,} articles, {diff.events_before:,} events with {diff.before}, "
        f"{diff.events_after:,} with {diff.after}: {len(diff.changes):,} differ",
        highlight=False,
    )
    if not diff.changes:
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("before", "after", "also differs", "events"):
        table.add_column(name, justify="right" if name == "events" else "left")
    for count in diff.counts:
        table.add_row(count.before, count.after, ", ".join(count.fields), f"{count.events:,}")
    console.print(table)
    for before, after, changes in _group(diff):
        if shown:
            console.print(f"\n{before} -> {after}", style="bold", highlight=False)
        for change in changes[:shown]:
            console.print(Text(f"  {change.sentence}"))
            for mark, told in (("-", change.before), ("+", change.after)):
                if told is not None:
                    console.print(Text(f"    {mark} {describe_told(told)}  ({told.rule})", style="dim"))
        if shown and len(changes) > shown:
            console.print(f"  and {len(changes) - shown:,} more; --json has them all", style="dim", highlight=False)


def _group(diff: Diff) -> Iterator[tuple[str, str, list[Change]]]:
    """The changes by old and new type, in the order of the counts."""
    groups: dict[tuple[str, str], list[Change]] = {(count.before, count.after): [] for count in diff.counts}
    for change in diff.changes:
        before = change.before.type if change.before else NOTHING
        groups[before, change.after.type if change.after else NOTHING].append(change)
    for (before, after), changes in groups.items():
        yield before, after, changes


def describe_told(told: Told) -> str:
    """ "FRAGOV France SANCTION withdraw TURGOV Turkey: happened" """
    what = f"{told.type} {told.mode}" if told.mode else told.type
    actor = ", ".join(told.actor) or "(nobody named)"
    return f"{' '.join(filter(None, (actor, what, ', '.join(told.recipient))))}: {told.certainty}"


def print_checked(console: Console, checked: Checked) -> None:
    """How many examples come out, and for each of the others what was wanted and what came."""
    from rich.text import Text

    for failure in checked.failures:
        example = failure.example
        sides = [f"{name} {codes}" for name, codes in (("by", example.actor), ("to", example.recipient)) if codes]
        wanted = " ".join(filter(None, (example.type, example.mode, *sides)))
        console.print(Text(f"{example.where}: {example.text}"))
        console.print(Text(f"    wanted {wanted}, got {'; '.join(failure.found) or 'none'}"))
    good = checked.examples - len(checked.failures)
    told = f"{good:,} of {checked.examples:,} examples come out as they should" if checked.examples else "no examples"
    console.print(f"codebook {checked.version}: {told}", highlight=False)
