"""Edge: codings, statements and measurements as people read them in a terminal. Nothing here decides anything."""

from diurna.terminal.coding import MARKS, describe_actor, describe_date, describe_event, print_coding
from diurna.terminal.report import print_report
from diurna.terminal.statements import describe_leads, print_agenda, print_positions, print_statements

__all__ = [
    "MARKS",
    "describe_actor",
    "describe_date",
    "describe_event",
    "describe_leads",
    "print_agenda",
    "print_coding",
    "print_positions",
    "print_report",
    "print_statements",
]
