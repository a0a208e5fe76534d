"""Which of the places with a name is meant: one sense for a name in an article.

A reading is likely when many people live there, when the text uses its own name for it, when other names of the article
lie in the same country and region or close by, and when the publisher does. A name that stands inside another ("Paris,
Texas", "the Syrian city of Raqqa") takes only readings that lie in it. The numbers weigh one against the other: a point
is a factor of ten in population.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from diurna.where.candidate import Candidate, NameKind, class_of
from diurna.where.containers import Toponym, find_containers, lies_in
from diurna.where.fold import fold_name

_FEATURE = {
    "PCLI": 4.0,
    "PCLH": 3.0,
    "CONT": 3.0,
    "OCN": 2.0,
    "SEA": 1.5,
    "GULF": 1.5,
    "RGN": 1.5,
    "ADM1": 0.8,
    "ADM2": -0.5,
    "PPLC": 2.2,
    "BLDG": 1.0,
}
_KIND = {
    NameKind.NAME: 0.0,
    NameKind.OTHER: -1.4,
    NameKind.BARE: -1.0,
    NameKind.SHORT: 0.0,
    NameKind.ADJECTIVE: 0.0,
    NameKind.PEOPLE: 0.0,
}

COUNTRY_WEIGHT = 4.0
REGION_WEIGHT = 6.0
NEAR_WEIGHT = 3.0
HOME_WEIGHT = 1.2
_NEAR_KM = 60.0
_SEAT_BONUS = 1.6
_FOREIGN_MALUS = 1.5
# The shares are surer than they are right. So tempered, what says 0.9 was right about nine times in ten for world news
# (eight for small-town papers), and nothing is certain.
_SOFTENED = 0.6
_SUREST = 0.97
_ROUNDS = 3
_EARTH_KM = 6371.0
_MOST_READINGS = 400
_WIDE = frozenset({"PCLI", "PCLH", "CONT", "RGN", "OCN", "SEA", "ADM1", "GULF", "PCLIX", "TERR"})


class Resolution(Struct, frozen=True):
    """The chosen reading; `candidate` is None when the gazetteer knows no place of that name."""

    candidate: Candidate | None
    confidence: float = 0.0
    alternatives: tuple[Candidate, ...] = ()


_NOWHERE = Resolution(None)


def resolve_toponyms(toponyms: Sequence[Toponym], *, text: str, home: str | None = None) -> tuple[Resolution, ...]:
    """A reading for each toponym, in order; they must stand in the order of the text."""
    containers = find_containers(toponyms, text)
    groups, group_of = _group(toponyms, containers)
    if not groups:
        return tuple(_NOWHERE for _ in toponyms)
    readings = _Readings(groups, home)
    weights = readings.weigh()
    chosen = [readings.choose(number, weights) for number in range(len(groups))]
    return tuple(_NOWHERE if number is None else chosen[number] for number in group_of)


class _Group(Struct):
    """All mentions of one name, which share a sense."""

    name: str
    candidates: tuple[Candidate, ...]
    count: int = 1
    wanted: str | None = None
    container: int | None = None


def _group(toponyms: Sequence[Toponym], containers: dict[int, int]) -> tuple[list[_Group], list[int | None]]:
    """Mentions with the same name together.

    "Idlib province" and "Idlib" are two names, and so are "New York" and the "New York" of "Albany, New York".
    """
    groups: list[_Group] = []
    numbers: dict[tuple[str, str | None, bool], int] = {}
    group_of: list[int | None] = []
    outer_names = frozenset(containers.values())
    for number_in_text, toponym in enumerate(toponyms):
        if not toponym.candidates:
            group_of.append(None)
            continue
        key = (fold_name(toponym.text), toponym.wanted, number_in_text in outer_names)
        number = numbers.get(key)
        if number is None:
            number = numbers[key] = len(groups)
            groups.append(_Group(key[0], _fitting(toponym), 0, toponym.wanted))
        groups[number].count += 1
        group_of.append(number)
    for inner, outer in containers.items():
        inside, around = group_of[inner], group_of[outer]
        if inside is not None and around is not None and inside != around:
            _restrict(groups, inside, around)
    return groups, group_of


def _restrict(groups: list[_Group], inside: int, around: int) -> None:
    outer = groups[around].candidates
    inner = tuple(one for one in groups[inside].candidates if any(lies_in(one, two) for two in outer))
    if not inner:
        return
    groups[inside].candidates = inner
    groups[inside].container = around
    groups[around].candidates = tuple(two for two in outer if any(lies_in(one, two) for one in inner))


def _fitting(toponym: Toponym) -> tuple[Candidate, ...]:
    if toponym.wanted is None:
        return toponym.candidates
    fitting = tuple(one for one in toponym.candidates if class_of(one.feature) == toponym.wanted)
    return fitting or toponym.candidates


class _Readings:
    """All readings of all names of one article as arrays: what is near what, what lies in one country."""

    def __init__(self, groups: list[_Group], home: str | None) -> None:
        most = max(6, _MOST_READINGS // len(groups))
        self.groups = groups
        self.flat: list[Candidate] = []
        self.bounds: list[tuple[int, int]] = []
        for group in groups:
            start = len(self.flat)
            self.flat.extend(group.candidates[:most])
            self.bounds.append((start, len(self.flat)))
        size = len(self.flat)
        self.group = np.repeat(np.arange(len(groups)), [end - start for start, end in self.bounds])
        self.base = np.fromiter((prior_of(one, home) for one in self.flat), dtype=np.float64, count=size)
        self._lower_foreign_names()
        self._add_seats()
        self.count = np.array([1.0 + np.log2(group.count) for group in groups])
        self.country = _number([one.country for one in self.flat])
        self.region = _number([one.admin1 for one in self.flat])
        self.near = self._nearness()

    def _lower_foreign_names(self) -> None:
        """Berea is a town in Kentucky; that Aleppo was once called so counts only where nothing else is."""
        for start, end in self.bounds:
            if any(one.kind is NameKind.NAME for one in self.flat[start:end]):
                for number in range(start, end):
                    if self.flat[number].kind is NameKind.OTHER:
                        self.base[number] -= _FOREIGN_MALUS

    def _add_seats(self) -> None:
        """Kandahar is the town rather than the province around it; Gaza is not, for the town is called Gaza City."""
        for (start, end), group in zip(self.bounds, self.groups, strict=True):
            if group.wanted == "A" or end - start < 2:
                continue
            regions = {one.row for one in self.flat[start:end] if one.feature == "ADM1"}
            for number in range(start, end):
                one = self.flat[number]
                if one.admin1 in regions and one.feature.startswith("PPL") and fold_name(one.name) == group.name:
                    around = max(self.base[other] for other in range(start, end) if self.flat[other].row == one.admin1)
                    if one.population > 20_000 and self.base[number] > around - 2.5:
                        self.base[number] = max(self.base[number], around + _SEAT_BONUS)

    def _nearness(self) -> NDArray[np.float64]:
        latitude = np.radians(np.array([one.latitude for one in self.flat]))
        longitude = np.radians(np.array([one.longitude for one in self.flat]))
        across = np.cos(latitude)
        points = np.stack([across * np.cos(longitude), across * np.sin(longitude), np.sin(latitude)], axis=1)
        square = np.maximum(2.0 - 2.0 * (points @ points.T), 0.0) * (_EARTH_KM / _NEAR_KM) ** 2
        near: NDArray[np.float64] = 1.0 / (1.0 + square)
        near[self.group[:, None] == self.group[None, :]] = 0.0
        wide = np.array([one.feature in _WIDE for one in self.flat])
        near[:, wide] = 0.0
        near[wide, :] = 0.0
        return near

    def weigh(self) -> NDArray[np.float64]:
        """The share of each reading within its name, after the names have told each other where the article is."""
        shares = self._share(self.base)
        total = float(self.count.sum())
        if len(self.groups) == 1:
            return shares
        for _ in range(_ROUNDS):
            mass = shares * self.count[self.group]
            score = (
                self.base
                + COUNTRY_WEIGHT * self._support(self.country, mass) / total
                + REGION_WEIGHT * self._support(self.region, mass) / total
                + NEAR_WEIGHT * _saturate(self.near @ mass)
            )
            shares = self._share(score)
        return shares

    def _support(self, label: NDArray[np.intp], mass: NDArray[np.float64]) -> NDArray[np.float64]:
        """How much of the other names lies in the same country or region as each reading."""
        width = int(label.max()) + 1
        cell = self.group * width + label
        own = np.bincount(cell, weights=mass, minlength=len(self.groups) * width)
        whole = np.bincount(label, weights=mass, minlength=width)
        support: NDArray[np.float64] = whole[label] - own[cell]
        support[label == 0] = 0.0
        return support

    def _share(self, score: NDArray[np.float64]) -> NDArray[np.float64]:
        """Scores -> shares that add up to one within each name; a point is a factor of ten."""
        starts = np.array([start for start, _ in self.bounds])
        best = np.maximum.reduceat(score, starts)
        power = 10.0 ** (score - best[self.group])
        share: NDArray[np.float64] = power / np.add.reduceat(power, starts)[self.group]
        return share

    def choose(self, number: int, shares: NDArray[np.float64]) -> Resolution:
        """The best reading of one name, and the next three."""
        start, end = self.bounds[number]
        order = start + np.argsort(-shares[start:end], kind="stable")
        best = int(order[0])
        others = tuple(self.flat[int(other)] for other in order[1:4])
        softened = shares[start:end] ** _SOFTENED
        confidence = float(softened.max() / softened.sum())
        return Resolution(self.flat[best], round(min(confidence, _SUREST), 3), others)


def prior_of(candidate: Candidate, home: str | None) -> float:
    """How likely a reading is before the article is looked at, in powers of ten."""
    prior = np.log10(candidate.population + 100.0) + _FEATURE.get(candidate.feature, 0.0) + _KIND[candidate.kind]
    if candidate.kind is NameKind.BARE and candidate.feature == "ADM2":
        prior -= 1.0
    if home is not None and candidate.country == home:
        prior += HOME_WEIGHT
    return float(prior)


def _saturate(support: NDArray[np.float64]) -> NDArray[np.float64]:
    """Many neighbours convince hardly more than two or three."""
    saturated: NDArray[np.float64] = support / (support + 1.0)
    return saturated


def _number(labels: Sequence[object]) -> NDArray[np.intp]:
    """Labels as small numbers; None is 0."""
    numbers: dict[object, int] = {None: 0}
    return np.array([numbers.setdefault(label, len(numbers)) for label in labels], dtype=np.intp)
