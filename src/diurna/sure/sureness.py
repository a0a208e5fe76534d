"""How sure a text is of one thing that it tells, as a value and as a number."""

from __future__ import annotations

from msgspec import Struct

from diurna.records import Certainty


class Sureness(Struct, frozen=True):
    """Did it happen? One value, and a number for those who need a scale."""

    certainty: Certainty
    factuality: float
    """From -3 (certainly not, or not yet) over 0 (open) to 3 (certainly)."""
