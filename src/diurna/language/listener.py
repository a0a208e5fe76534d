"""The listening head: which words give something to somebody, what belongs to whom, and how sure each word is.

One encoder layer of its own over a passage that has been read already. The first graph hears the passage: for each word
whether it is a cue, and whether what it tells happened. The second assigns to a cue its source, its own words and its
content. The third judges how sure one thing is, from what was heard and what the rules say. Trained by
`training.listening`.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from diurna.language.chances import find_sigmoid, find_softmax
from diurna.language.passages import Passage
from diurna.language.routes import find_passage_routes
from diurna.language.sessions import find_head, open_session
from diurna.records import Certainty

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

SOURCE, CUE, CONTENT = 1, 2, 4
"""Bits of a token's mark: what the rules take it for; a token may be source of one saying and content of another."""
MARKS = 8


class Role(IntEnum):
    """What a token is to one cue."""

    NONE = 0
    SOURCE = 1
    CUE = 2
    CONTENT = 3


class Quotedness(IntEnum):
    """Where a token stands to quotation marks."""

    OUTSIDE = 0
    INSIDE = 1
    OPENS = 2
    CLOSES = 3


class Hints(Struct, frozen=True):
    """What the rules know of each token of a passage before it is listened to."""

    marks: NDArray[np.int64]
    quotedness: NDArray[np.int64]


class Hearing(Struct, frozen=True):
    """What the head makes of each token of a passage."""

    outer: NDArray[np.float32]
    """The probability that the token begins the cue of a saying that lies in no other."""
    any: NDArray[np.float32]
    """The same for any saying."""
    factuality: NDArray[np.float32]
    """From -3, it certainly did not happen or has not yet, to 3, it certainly happened (UDS-IH2, White et al. 2016)."""
    hidden: NDArray[np.float32]
    """(tokens, width): what `assign` and `judge` go on from."""


class Assignment(Struct, frozen=True):
    """Scores of each token of a passage for some of its cues."""

    roles: NDArray[np.float32]
    """(cues, tokens, 4): log-probabilities of the roles."""
    edges: NDArray[np.float32]
    """(cues, tokens, 4): log-odds that a source begins here, ends here, that a content begins, ends."""


LISTENED = (
    Certainty.HAPPENED,
    Certainty.ONGOING,
    Certainty.PLANNED,
    Certainty.THREATENED,
    Certainty.ALLEGED,
    Certainty.DENIED,
    Certainty.HYPOTHETICAL,
    Certainty.HISTORICAL,
)
"""The order of the certainties in the head's answer."""


class Told(Struct, frozen=True):
    """What the rules make of one thing that a token tells, before the head judges how sure it is."""

    certainty: Certainty
    by_somebody: bool
    """Whether the text lets somebody tell it."""
    past: bool
    """Whether its date lies more than a year before the text."""
    ahead: bool
    """Whether its date lies after the text."""


TOLD = len(LISTENED) + 3
"""How many numbers a Told is to the head."""


class Soundings(Struct, frozen=True):
    """Everything that was heard of one text."""

    passages: tuple[Passage, ...] = ()
    hearings: tuple[Hearing, ...] = ()

    listener: Listener | None = None
    """Who has heard it, and judges how sure it is."""

    def judge(self, sentence: int, token: int, told: Told) -> dict[Certainty, float] | None:
        """How likely each certainty is of what a token tells; `None` where nobody has listened."""
        found = self.find(sentence, token)
        if found is None or self.listener is None:
            return None
        hearing, row = found
        (chances,) = self.listener.judge(hearing, [row], [told]).tolist()
        return dict(zip(LISTENED, chances, strict=True))

    def find(self, sentence: int, token: int) -> tuple[Hearing, int] | None:
        """What was heard of a token, given by the index of its sentence and its own: its row in a Hearing."""
        for passage, hearing in zip(self.passages, self.hearings, strict=True):
            first = passage.sentences[0].index
            if first <= sentence < first + len(passage.sentences):
                return hearing, passage.offsets[sentence - first] + token
        return None


class Tuning(Struct, frozen=True):
    """Numbers that were set after training, on sentences that training has not seen."""

    temperature: float = 1.0
    """Divides the scores of the certainties."""


class Listener:
    """The listening head, ready to work."""

    def __init__(
        self, hearing: InferenceSession, assigning: InferenceSession, judging: InferenceSession, tuning: Tuning
    ) -> None:
        self._hearing = hearing
        self._assigning = assigning
        self._judging = judging
        self.tuning = tuning

    def hear(self, passage: Passage, hints: Hints) -> Hearing:
        """What each token of the passage is."""
        hidden, cues, factuality = self._hearing.run(
            None,
            {
                "vectors": passage.vectors[None],
                "marks": hints.marks[passage.tokens][None],
                "quotedness": hints.quotedness[passage.tokens][None],
                "openings": passage.openings[None],
                "firsts": passage.firsts[None],
            },
        )
        chances = find_sigmoid(cues[0])
        return Hearing(
            outer=chances[:, 0],
            any=chances[:, 1],
            factuality=np.clip(factuality[0], -3.0, 3.0),
            hidden=hidden[0],
        )

    def assign(
        self, passage: Passage, hearing: Hearing, cues: Sequence[int], *, within: tuple[int, int] | None = None
    ) -> Assignment:
        """What each token of the passage, or `within` a part of it, is to these cues, given by their first tokens."""
        first, last = within or (0, passage.offsets[-1])
        routes = [find_passage_routes(passage.sentences, *passage.locate(cue))[first:last] for cue in cues]
        roles, edges = self._assigning.run(
            None,
            {
                "hidden": hearing.hidden[first:last],
                "cues": np.asarray(cues, dtype=np.int64) - first,
                "routes": np.stack(routes),
            },
        )
        return Assignment(roles=roles, edges=edges)

    def judge(self, hearing: Hearing, tokens: Sequence[int], told: Sequence[Told]) -> NDArray[np.float32]:
        """(tokens, 8): the probability of each certainty, in the order of LISTENED, of what these tokens tell."""
        inputs = {"hidden": hearing.hidden[list(tokens)], "told": np.stack([number_told(one) for one in told])}
        (scores,) = self._judging.run(None, inputs)
        return find_softmax(scores / self.tuning.temperature)


def number_told(told: Told) -> NDArray[np.float32]:
    """What the rules make of something, as the head reads it."""
    numbers = np.zeros(TOLD, dtype=np.float32)
    numbers[LISTENED.index(told.certainty)] = 1.0
    numbers[len(LISTENED) :] = (told.by_somebody, told.past, told.ahead)
    return numbers


def load_listener(folder: Path | None = None, *, threads: int = 1) -> Listener:
    """The shipped listening head, or one that `training.listening` wrote to a folder.

    Raises EngineError when a file of the head is missing.
    """
    base = find_head(folder, ("listener.json", "listener.onnx", "sureness.onnx", "voices.onnx"), "listening head")
    return Listener(
        open_session(base / "listener.onnx", threads=threads),
        open_session(base / "voices.onnx", threads=threads),
        open_session(base / "sureness.onnx", threads=threads),
        msgspec.json.decode((base / "listener.json").read_bytes(), type=Tuning),
    )
