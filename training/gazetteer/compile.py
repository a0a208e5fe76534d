"""GeoNames rows and our tables -> drafts -> the bytes of the gazetteer file."""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path

import numpy as np

from diurna.where.candidate import NameKind
from diurna.where.fold import fold_name
from diurna.where.gazetteer import NAME_COLUMNS, PLACE_COLUMNS, PREFIX, encode_header, hash_name
from training.gazetteer.authored import add_tables
from training.gazetteer.places import Draft
from training.gazetteer.sources import read_versions
from training.gazetteer.world import collect_world

# What a bare name means before anything is known about the text: a country beats a region, a region a town of its size.
_FEATURE_RANK = {"PCLI": 5.0, "CONT": 6.0, "RGN": 2.5, "ADM1": 0.3, "ADM2": -1.0, "PPLC": 1.5}


def build(path: Path) -> dict[str, int]:
    """Compile everything into `path`; returns what was counted."""
    drafts = collect_world()
    add_tables(drafts)
    for draft in drafts.values():
        draft.rank = math.log10(draft.population + 10) + _FEATURE_RANK.get(draft.feature, 0.0)
    order = sorted(drafts, key=lambda key: (-drafts[key].rank, key))
    rows = {key: row for row, key in enumerate(order)}
    data = encode(drafts, order, rows)
    path.write_bytes(data)
    return {"places": len(order), "names": sum(len(draft.names) for draft in drafts.values()), "bytes": len(data)}


def encode(drafts: dict[str, Draft], order: list[str], rows: dict[str, int]) -> bytes:
    """The file: header, place columns, name columns, texts."""
    countries = ["", *sorted({draft.country for draft in drafts.values()} - {""})]
    features = sorted({draft.feature for draft in drafts.values()})
    country_number = {code: number for number, code in enumerate(countries)}
    feature_number = {code: number for number, code in enumerate(features)}
    text = bytearray()
    offsets: dict[str, int] = {}
    columns: dict[str, list[float]] = defaultdict(list)
    for key in order:
        draft = drafts[key]
        name = draft.name.encode("utf-8")[:255]
        if draft.name not in offsets:
            offsets[draft.name] = len(text)
            text += bytes([len(name)]) + name
        columns["id"].append(draft.id)
        columns["latitude"].append(draft.latitude)
        columns["longitude"].append(draft.longitude)
        columns["parent"].append(0 if draft.parent is None else rows[draft.parent] + 1)
        columns["name"].append(offsets[draft.name])
        columns["population"].append(min(255, round(8 * math.log2(draft.population + 1))))
        columns["feature"].append(feature_number[draft.feature])
        columns["country"].append(country_number[draft.country])
    names = _collect_names(drafts, order)
    columns["key"] = [key for key, _, _ in names]
    columns["check"] = [check for _, check, _ in names]
    columns["target"] = [target for _, _, target in names]

    sections: dict[str, tuple[int, int]] = {}
    body = bytearray()
    for column, dtype in {**PLACE_COLUMNS, **NAME_COLUMNS}.items():
        body += bytes(-len(body) % 8)
        sections[column] = (len(body), len(columns[column]))
        body += np.asarray(columns[column], dtype=dtype).tobytes()
    sections["text"] = (len(body), len(text))
    body += text
    header = encode_header(
        sections=sections,
        countries=countries,
        features=features,
        claims={
            rows[key]: {"claimed_by": draft.claimed_by, "controlled_by": draft.controlled_by}
            for key, draft in drafts.items()
            if draft.claimed_by or draft.controlled_by
        },
        stands_for={rows[key]: draft.stands_for for key, draft in drafts.items() if draft.stands_for},
        capitals={draft.country: rows[key] for key, draft in drafts.items() if draft.feature == "PPLC"},
        built_from=read_versions(),
    )
    return header + bytes(body)


def _collect_names(drafts: dict[str, Draft], order: list[str]) -> list[tuple[int, int, int]]:
    """(key, check, place and kind), sorted by key and then by the place's rank; a name stands once for a place."""
    entries: dict[tuple[int, int, int], int] = {}
    for row, key in enumerate(order):
        for kind, name in sorted(drafts[key].names):
            folded = name if kind is NameKind.SHORT else fold_name(name)
            if not folded:
                continue
            hashed = hash_name(PREFIX.get(kind, "") + folded)
            entries.setdefault((*hashed, row), kind)
    return sorted((key, check, row << 4 | kind) for (key, check, row), kind in entries.items())
