"""Confidence that means what it says: fitted on gold sentences that were kept back from training."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from diurna.coder import Coder, Tools
from diurna.language.typist import TypistClasses, load_typist
from diurna.records import Article, make_article_id
from training.authored.sentences import TRAIN, load_sentences

STEPS = 50


def calibrate(folder: Path, coder: Coder, kept_back: Collection[str]) -> tuple[float, float]:
    """Sets `trust` of the head in the folder so that confidence fits how often types are right; (shift, slope).

    `kept_back` are the ids of gold sentences that the head was not trained on.
    """
    file = folder / "typist.json"
    classes = replace(msgspec.json.decode(file.read_bytes(), type=TypistClasses), trust=(0.0, 1.0))
    file.write_bytes(msgspec.json.encode(classes))
    tools: Tools = replace(coder.tools, typist=load_typist(folder))
    sentences = [sentence for sentence in load_sentences(TRAIN) if sentence.id in kept_back]
    articles = [
        Article(id=make_article_id(one.text, one.id), text=one.text, published=one.published) for one in sentences
    ]
    codings = list(Coder(coder.parser, tools).pipe(articles))
    told = [
        (event.confidence, any(gold.type == event.type for gold in sentence.events))
        for sentence, coding in zip(sentences, codings, strict=True)
        for event in coding.events
    ]
    trust = fit_logistic([_log_odds(confidence) for confidence, _ in told], [right for _, right in told])
    file.write_bytes(msgspec.json.encode(replace(classes, trust=trust)))
    return trust


def fit_logistic(values: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """(shift, slope) of the logistic curve that fits the answers best, by Newton's method."""
    shift, slope = 0.0, 1.0
    for _ in range(STEPS):
        gradient = [0.0, 0.0]
        curve = [1e-6, 0.0, 1e-6]
        for value, answer in zip(values, right, strict=True):
            chance = 1 / (1 + math.exp(-(shift + slope * value)))
            error, weight = answer - chance, chance * (1 - chance)
            gradient = [gradient[0] + error, gradient[1] + error * value]
            curve = [curve[0] + weight, curve[1] + weight * value, curve[2] + weight * value * value]
        determinant = curve[0] * curve[2] - curve[1] ** 2
        shift += (curve[2] * gradient[0] - curve[1] * gradient[1]) / determinant
        slope += (curve[0] * gradient[1] - curve[1] * gradient[0]) / determinant
    return round(shift, 4), round(slope, 4)


def _log_odds(chance: float) -> float:
    safe = min(max(chance, 1e-3), 1 - 1e-3)
    return math.log(safe / (1 - safe))
