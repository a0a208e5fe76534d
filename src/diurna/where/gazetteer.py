"""The names of the world's places in one memory-mapped file, shared by all workers.

`load_gazetteer()` opens the file in a few milliseconds; nothing is copied until a name is looked up. Places stand in
the file by importance, so that the first candidate of a name is the one most texts mean. How a name is resolved in an
article is decided in `resolve.py`, not here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from hashlib import blake2b
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from diurna.errors import InputError
from diurna.records import Place, Span
from diurna.where.candidate import Candidate, Claim, NameKind, precision_of
from diurna.where.fold import fold_name
from diurna.where.rows import load_table

MAGIC: Final = b"DIURNAGZ"
VERSION: Final = 1

PLACE_COLUMNS: Final = {
    "id": "<u4",
    "latitude": "<f4",
    "longitude": "<f4",
    "parent": "<u4",
    "name": "<u4",
    "population": "u1",
    "feature": "u1",
    "country": "u1",
}
NAME_COLUMNS: Final = {"key": "<u4", "check": "u1", "target": "<u4"}
TARGET_BITS: Final = 28

PREFIX: Final = {NameKind.SHORT: "\x01", NameKind.ADJECTIVE: "\x02", NameKind.PEOPLE: "\x03"}

_CACHE_LIMIT = 60_000
_MOST_CANDIDATES = 60
# Who adds a place means it wherever its name stands: it counts as a large town among others of the name.
_ADDED_POPULATION: Final = 1_000_000.0


class _Header(Struct):
    version: int
    sections: dict[str, tuple[int, int]]
    countries: tuple[str, ...]
    features: tuple[str, ...]
    claims: dict[int, Claim]
    stands_for: dict[int, str]
    capitals: dict[str, int]
    built_from: dict[str, str]


class Gazetteer:
    """Names -> candidates, best known first. Open one with `load_gazetteer`."""

    def __init__(self, data: NDArray[np.uint8], everyday: dict[str, str]) -> None:
        start = len(MAGIC) + 4
        if data[: len(MAGIC)].tobytes() != MAGIC:
            raise InputError("This is not a gazetteer file: build one with `python -m training.gazetteer`.")
        length = int.from_bytes(data[len(MAGIC) : start].tobytes(), "little")
        self._header = msgspec.json.decode(data[start : start + length].tobytes(), type=_Header)
        if self._header.version != VERSION:
            raise InputError(
                f"The gazetteer file has version {self._header.version}, this program reads {VERSION}: "
                "build it again with `python -m training.gazetteer`."
            )
        body = data[start + length :]
        self._id = self._column(body, "id", "<u4")
        self._latitude = self._column(body, "latitude", "<f4")
        self._longitude = self._column(body, "longitude", "<f4")
        self._parent = self._column(body, "parent", "<u4")
        self._name = self._column(body, "name", "<u4")
        self._population = self._column(body, "population", "u1")
        self._feature = self._column(body, "feature", "u1")
        self._country = self._column(body, "country", "u1")
        self._key = self._column(body, "key", "<u4")
        self._check = self._column(body, "check", "u1")
        self._target = self._column(body, "target", "<u4")
        self._text = self._column(body, "text", "u1")
        self._cache: dict[tuple[str, str], tuple[Candidate, ...]] = {}
        self._candidates: dict[int, Candidate] = {}
        self._added: list[Candidate] = []
        self._added_names: dict[str, tuple[Candidate, ...]] = {}
        self.everyday = everyday
        """Names that are mostly something else ("Nice", "May") -> what it takes to read them as a place.

        "context" is a preposition of place or a region behind it, "model" the name model.
        """

    def _column(self, body: NDArray[np.uint8], name: str, dtype: str) -> NDArray[Any]:
        offset, count = self._header.sections[name]
        return body[offset : offset + count * np.dtype(dtype).itemsize].view(dtype)

    def __len__(self) -> int:
        """How many places it knows."""
        return len(self._id)

    @property
    def built_from(self) -> dict[str, str]:
        """The sources that it was compiled from, with their versions."""
        return self._header.built_from

    def add(
        self,
        name: str,
        *,
        country: str,
        latitude: float,
        longitude: float,
        feature: str,
        aliases: Sequence[str] = (),
    ) -> None:
        """One more place, from a user's codebook file; it comes before the places of that name that the file holds."""
        row = len(self._id) + len(self._added)
        own_region = row if feature == "ADM1" else None
        place = Candidate(
            row,
            NameKind.NAME,
            name,
            None,
            latitude,
            longitude,
            country,
            own_region,
            feature,
            _ADDED_POPULATION,
        )
        self._added.append(place)
        for spelling in (name, *aliases):
            key = fold_name(spelling)
            self._added_names[key] = (*self._added_names.get(key, ()), place)
        self._cache.clear()

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Every place that may be called this, spelling variants folded together.

        The best known comes first; those that are so called only in other languages come last.
        """
        return self._find("", name, fold_name)

    def lookup_short(self, name: str) -> tuple[Candidate, ...]:
        """Places with this abbreviation, capitals and points as written: "Fla.", "D.C."."""
        return self._find(PREFIX[NameKind.SHORT], name, str)

    def lookup_adjective(self, word: str) -> tuple[Candidate, ...]:
        """Places with this adjective: "Syrian"."""
        return self._find(PREFIX[NameKind.ADJECTIVE], word, fold_name)

    def lookup_people(self, word: str) -> tuple[Candidate, ...]:
        """Places whose people are called this: "Syrians", "Finns"."""
        return self._find(PREFIX[NameKind.PEOPLE], word, fold_name)

    def _find(self, prefix: str, name: str, fold: Callable[[str], str]) -> tuple[Candidate, ...]:
        cached = self._cache.get((prefix, name))
        if cached is not None:
            return cached
        if len(self._cache) >= _CACHE_LIMIT:
            self._cache.clear()
            self._candidates.clear()
        folded = fold(name)
        found = self._read(hash_name(prefix + folded)) if folded else ()
        if prefix + folded in self._added_names:
            found = (*self._added_names[prefix + folded], *found)
        self._cache[prefix, name] = found
        return found

    def _read(self, hashed: tuple[int, int]) -> tuple[Candidate, ...]:
        key, check = hashed
        wanted = np.uint32(key)
        first = int(np.searchsorted(self._key, wanted))
        last = first
        found: list[Candidate] = []
        while last < len(self._key) and self._key[last] == wanted and len(found) < _MOST_CANDIDATES:
            if self._check[last] == check:
                target = int(self._target[last])
                found.append(self._candidate(target >> (32 - TARGET_BITS), NameKind(target & 0xF)))
            last += 1
        return tuple(sorted(found, key=lambda one: one.kind is NameKind.OTHER))

    def _candidate(self, row: int, kind: NameKind) -> Candidate:
        base = self._candidates.get(row)
        if base is None:
            identifier = int(self._id[row])
            admin1 = self._first_level(row)
            base = Candidate(
                row,
                NameKind.NAME,
                self.name_of(row),
                identifier or None,
                float(self._latitude[row]),
                float(self._longitude[row]),
                self._header.countries[int(self._country[row])] or None,
                admin1,
                self._header.features[int(self._feature[row])],
                2.0 ** (float(self._population[row]) / 8.0) - 1.0,
            )
            self._candidates[row] = base
        return base if kind == base.kind else msgspec.structs.replace(base, kind=kind)

    def _first_level(self, row: int) -> int | None:
        for _ in range(4):
            if self._header.features[int(self._feature[row])] == "ADM1":
                return row
            parent = int(self._parent[row])
            if parent == 0:
                return None
            row = parent - 1
        return None

    def name_of(self, row: int) -> str:
        """The name that we show for a row."""
        if row >= len(self._id):
            return self._added[row - len(self._id)].name
        start = int(self._name[row])
        length = int(self._text[start])
        return self._text[start + 1 : start + 1 + length].tobytes().decode("utf-8")

    def find_claim(self, row: int) -> Claim | None:
        """Who claims and who controls the place of this row, where that is disputed."""
        return self._header.claims.get(row)

    def find_body(self, row: int) -> str | None:
        """The body that a writer means by a building's name: "executive" for the Kremlin."""
        return self._header.stands_for.get(row)

    def find_capital(self, country: str) -> Candidate | None:
        """The seat of government of a country (ISO alpha-3)."""
        row = self._header.capitals.get(country)
        return None if row is None else self._candidate(row, NameKind.NAME)

    def make_place(
        self,
        candidate: Candidate,
        *,
        span: Span | None = None,
        confidence: float = 1.0,
        alternatives: tuple[int, ...] = (),
    ) -> Place:
        """The record of a candidate."""
        return Place(
            name=candidate.name,
            precision=precision_of(candidate.feature),
            country=candidate.country,
            admin1=None if candidate.admin1 is None else self.name_of(candidate.admin1),
            latitude=round(candidate.latitude, 5),
            longitude=round(candidate.longitude, 5),
            geonames_id=candidate.id,
            feature=candidate.feature,
            confidence=confidence,
            alternatives=alternatives,
            span=span,
        )


def hash_name(prefixed: str) -> tuple[int, int]:
    """The key and the check byte under which a folded name is filed."""
    digest = blake2b(prefixed.encode("utf-8"), digest_size=5).digest()
    return int.from_bytes(digest[:4], "little"), digest[4]


def load_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer that ships with Diurna, or the one at `path`. The file is mapped, not read."""
    everyday = {row.text("name"): row.one_of("needs", "context", "model") for row in load_table("everyday")}
    if path is not None:
        return Gazetteer(_map(path), everyday)
    with as_file(files("diurna.where") / "gazetteer.bin") as shipped:
        return Gazetteer(_map(shipped), everyday)


def _map(path: Path) -> NDArray[np.uint8]:
    if not path.is_file():
        raise InputError(f"There is no gazetteer at {path}: build one with `python -m training.gazetteer`.")
    return np.memmap(path, dtype=np.uint8, mode="r")


def encode_header(**fields: object) -> bytes:
    """The first bytes of a gazetteer file: magic, length and a JSON header."""
    header = json.dumps({"version": VERSION, **fields}, ensure_ascii=True, sort_keys=True).encode("ascii")
    padding = -(len(MAGIC) + 4 + len(header)) % 8
    header += b" " * padding
    return MAGIC + len(header).to_bytes(4, "little") + header
