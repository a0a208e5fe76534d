"""A measurement as people read it in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from diurna.measure.report import Cell, Report


def print_report(console: Console, report: Report, *, misses: int) -> None:
    """The tables of a measurement, then the first wrong records (all of them for a negative number)."""
    from rich.table import Table

    console.print(f"[bold]{report.task}[/bold]  {report.file}  {report.records} records", highlight=False)
    for part in report.tables:
        table = Table(title=part.title, title_justify="left", box=None, padding=(0, 2, 0, 0))
        for number, column in enumerate(part.columns):
            table.add_column(column, justify="left" if number == 0 else "right")
        for row in part.rows:
            table.add_row(*(_show_cell(cell) for cell in row))
        console.print()
        console.print(table, highlight=False)
    shown = report.misses if misses < 0 else report.misses[:misses]
    if shown:
        console.print(f"\n{len(report.misses)} wrong, {len(shown)} shown:", highlight=False)
    for miss in shown:
        console.print(f"  {miss.id}  expected {miss.expected}, found {miss.found}", highlight=False, markup=False)
        console.print(f"    {miss.text}", style="dim", highlight=False, markup=False)


def _show_cell(cell: Cell) -> str:
    if cell is None:
        return "-"
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)
