"""The typing head: what kind of act a word tells, given who stands on its two sides.

A second, narrower look at a sentence that has been read already: two encoder layers of its own over the shared states,
with the actor, the trigger and the recipient marked and the type that the tables propose. Trained by `training.typing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from diurna.language.chances import find_sigmoid, find_softmax
from diurna.language.sessions import find_head, open_session
from diurna.language.states import States

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

NO_EVENT = "NONE"
"""The class of an act that is no event."""
MAX_PIECES = 160
"""Longer sentences are cut to this many word pieces around the trigger."""
ACTOR, TRIGGER, RECIPIENT = 1, 2, 4
"""Bits of a word piece's mark; a phrase may be actor and recipient at once."""
MARKS = 8


class Candidate(Struct, frozen=True):
    """One act to be typed. All numbers are token indices of the sentence."""

    trigger: tuple[int, ...]
    actor: tuple[int, ...]
    recipient: tuple[int, ...]
    proposal: str | None
    """The type that the tables give it; `None` where no row speaks of it."""


class Verdict(Struct, frozen=True):
    """What the typing head makes of one candidate."""

    chances: dict[str, float]
    """The probability of each type and of NO_EVENT."""
    modes: dict[tuple[str, str], float]
    """(type, mode) -> probability of the mode, given that the type is right."""
    acting: NDArray[np.float32]
    """For each token of the sentence the probability that it belongs to the act's actor; 0 for tokens not looked at."""
    undergoing: NDArray[np.float32]
    """The same for the recipient."""
    trusts: dict[str, float]
    """For each type how often an event of it is right that was kept with this verdict."""
    roots: dict[str, float]
    """The probability of each root of the fifteen-root scheme, given that there is an event."""


class TypistClasses(Struct, frozen=True):
    """What the numbers of the typing head stand for."""

    types: tuple[str, ...]
    modes: tuple[tuple[str, str], ...]
    roots: tuple[str, ...]
    """The fifteen roots of Hu et al. 2024 (CONCEDE and RETREAT are one, YIELD), labelled by CAMEO's logic."""
    temperature: float = 1.0
    """Divides the type scores, so that the probabilities fit candidates that training has not seen."""
    trust: tuple[float, float] = (0.0, 1.0)
    """(shift, slope) on the log-odds of a type, so that the events that are kept are right as often as they say."""


class Typist:
    """The typing head, ready to work."""

    def __init__(self, session: InferenceSession, classes: TypistClasses) -> None:
        self.session = session
        self.classes = classes
        self._proposals = {name: index + 1 for index, name in enumerate(classes.types)}

    def score(self, states: States, candidates: Sequence[Candidate]) -> list[Verdict]:
        """One verdict a candidate of the sentence, in order."""
        if not candidates:
            return []
        if len(candidates) > 1 and len(states.tokens) > MAX_PIECES:
            # Each has its own part of a very long sentence.
            return [verdict for candidate in candidates for verdict in self.score(states, [candidate])]
        vectors, tokens = cut_window(states, candidates)
        marks = np.stack([mark_pieces(tokens, candidate) for candidate in candidates])
        proposals = np.array([self._proposals.get(candidate.proposal or "", 0) for candidate in candidates])
        types, modes, roots, sides = self.session.run(
            None, {"vectors": vectors[None], "marks": marks, "proposals": proposals.astype(np.int64)}
        )
        chances = find_softmax(types / self.classes.temperature)
        trusts, likely, root_chances = self._trust(chances), find_sigmoid(modes), find_softmax(roots)
        standing = _spread(sides, tokens, int(states.tokens[-1]) + 1)
        return [
            Verdict(
                chances=dict(zip(self.classes.types, chances[row].tolist(), strict=True)),
                trusts=dict(zip(self.classes.types, trusts[row].tolist(), strict=True)),
                modes=dict(zip(self.classes.modes, likely[row].tolist(), strict=True)),
                acting=standing[row, :, 0],
                undergoing=standing[row, :, 1],
                roots=dict(zip(self.classes.roots, root_chances[row].tolist(), strict=True)),
            )
            for row in range(len(candidates))
        ]

    def _trust(self, chances: NDArray[np.float32]) -> NDArray[np.float32]:
        shift, slope = self.classes.trust
        safe = np.clip(chances, 1e-6, 1 - 1e-6)
        return find_sigmoid(shift + slope * np.log(safe / (1 - safe)))


def cut_window(states: States, candidates: Sequence[Candidate]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """The states of a sentence, of a very long one only the part around the triggers."""
    if len(states.tokens) <= MAX_PIECES:
        return states.vectors, states.tokens
    words = [word for candidate in candidates for word in candidate.trigger]
    middle = int(np.searchsorted(states.tokens, sum(words) // max(len(words), 1)))
    start = max(1, min(middle - MAX_PIECES // 2, len(states.tokens) - MAX_PIECES + 1))
    keep = np.concatenate([[0], np.arange(start, start + MAX_PIECES - 1)])
    return states.vectors[keep], states.tokens[keep]


def mark_pieces(tokens: NDArray[np.int64], candidate: Candidate) -> NDArray[np.int64]:
    """The mark of each row: which of the candidate's parts its token belongs to."""
    marks = np.zeros(len(tokens), dtype=np.int64)
    for bit, words in ((ACTOR, candidate.actor), (TRIGGER, candidate.trigger), (RECIPIENT, candidate.recipient)):
        marks[np.isin(tokens, words)] |= bit
    return marks


def _spread(sides: NDArray[np.float32], tokens: NDArray[np.int64], count: int) -> NDArray[np.float32]:
    """(candidates, tokens, 2) probabilities of the two sides, each token's from its first piece."""
    words, places = np.unique(tokens, return_index=True)
    spread: NDArray[np.float32] = np.zeros((len(sides), count, 2), dtype=np.float32)
    real = words >= 0
    spread[:, words[real]] = find_sigmoid(sides[:, places[real]])
    return spread


def load_typist(folder: Path | None = None, *, threads: int = 1) -> Typist:
    """The shipped typing head, or one that `training.typing` wrote to a folder.

    Raises EngineError when a file of the head is missing.
    """
    base = find_head(folder, ("typist.json", "typist.onnx"), "typing head")
    classes = msgspec.json.decode((base / "typist.json").read_bytes(), type=TypistClasses)
    return Typist(open_session(base / "typist.onnx", threads=threads), classes)
