"""`python -m training.gazetteer`: compile the gazetteer and say what is in it."""

from __future__ import annotations

import argparse
from pathlib import Path

from training.gazetteer.compile import build

_SHIPPED = Path(__file__).parents[2] / "src" / "diurna" / "where" / "gazetteer.bin"


def main() -> None:
    """Build the file that ships, or the one named with --output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=_SHIPPED)
    counted = build(parser.parse_args().output)
    print(", ".join(f"{number:,} {what}" for what, number in counted.items()))


if __name__ == "__main__":
    main()
