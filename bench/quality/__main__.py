"""Prints every development score beside its pinned value.

python -m bench.quality [AREA ...]          print
python -m bench.quality --gate              fail where a score fell by more than its tolerance
python -m bench.quality --pin               write the present values as the new pins (rises only, unless --force)
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

PINS = Path(__file__).with_name("pinned.json")


class Pin(Struct):
    """A score that must not fall: its value and how much less is still noise."""

    value: float
    tolerance: float = 0.3


def list_areas() -> dict[str, Callable[[], dict[str, float]]]:
    """The areas by name, each a function that gives its scores."""
    from bench.quality.areas import AREAS

    return AREAS


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("areas", nargs="*", help="names of areas (default: all)")
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--force", action="store_true", help="with --pin: write falls too")
    options = parser.parse_args()
    pins = msgspec.json.decode(PINS.read_bytes(), type=dict[str, Pin]) if PINS.exists() else {}
    fallen: list[str] = []
    for name, score in list_areas().items():
        if options.areas and name not in options.areas:
            continue
        started = time.perf_counter()
        try:
            scores = score()
        except FileNotFoundError as error:
            print(f"{name}: skipped, no development data ({error.filename})")
            continue
        print(f"{name} ({time.perf_counter() - started:.0f} s)")
        for key, value in scores.items():
            full = f"{name}: {key}"
            pin = pins.get(full)
            note = "" if pin is None else f"   pinned {pin.value:8.2f}"
            if pin is not None and value < pin.value - pin.tolerance:
                fallen.append(full)
                note += "   FELL"
            print(f"  {key:<40}{value:8.2f}{note}")
            if options.pin and (pin is None or value > pin.value or options.force):
                pins[full] = Pin(round(value, 2), pin.tolerance if pin is not None else 0.3)
    if options.pin:
        PINS.write_bytes(msgspec.json.format(msgspec.json.encode(dict(sorted(pins.items()))), indent=1) + b"\n")
    if options.gate and fallen:
        sys.exit(f"quality gate: {', '.join(fallen)} fell below the pinned value")


if __name__ == "__main__":
    main()
