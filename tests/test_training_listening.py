"""What the listening head is trained on: texts with marked characters, cut into passages as the product hears them."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import pytest
from training.authored.sentences import TRAIN, load_sentences
from training.listening.examples import GUESS, Example, Voice, make_examples
from training.listening.lessons import (
    KEPT_BACK,
    Coverage,
    Lesson,
    Pair,
    Said,
    is_kept_back,
    iter_certainty,
    iter_events,
    iter_polnear,
    iter_quotes,
    iter_uds,
)

from diurna.coder import Coder
from diurna.language.listener import CUE, LISTENED, TOLD, Role
from diurna.language.routes import ITSELF
from diurna.language.states import Scan
from diurna.records import Certainty, Parse
from event.event_texts import load_tools
from said.said_hearing import Ear, scan_plainly
from stored import get_parse

LETTERS = {Role.NONE: "-", Role.SOURCE: "s", Role.CUE: "c", Role.CONTENT: "w"}
CLAIMED = "Rome said Novak claimed troops had left."
POINTED = "The army pointed out that troops had left."
DAY = dt.date(2021, 5, 19)


def pair(text: str, words: str) -> Pair:
    return text.index(words), text.index(words) + len(words)


def say(text: str, cue: str, content: str, source: str = "", *, nested: bool = False) -> Said:
    """An attribution of a text by its words."""
    return Said(
        source=(pair(text, source),) if source else (),
        cue=(pair(text, cue),) if cue else (),
        content=(pair(text, content),),
        nested=nested,
    )


ROME = say(CLAIMED, "said", "Novak claimed troops had left", "Rome")
NOVAK = say(CLAIMED, "claimed", "troops had left", "Novak", nested=True)


# Lessons.


def write(path: Path, *rows: dict[str, object]) -> Path:
    data = "\n".join(json.dumps(row) for row in rows).encode() + b"\n\n"
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


@pytest.mark.parametrize("name", ["said.jsonl", "said.jsonl.gz"])
def test_news_articles_know_their_outermost_attributions(tmp_path: Path, name: str) -> None:
    rows: list[dict[str, object]] = [
        {
            "id": "1",
            "text": CLAIMED,
            "attributions": [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 39]]}, {"content": [[0, 4]]}],
            "discard": [[0, 4]],
        },
        {"id": "2", "text": "Nothing.", "attributions": []},
    ]
    first, second = iter_polnear(write(tmp_path / name, *rows))
    assert first.said == (ROME, Said(source=(), cue=(), content=((0, 4),)))
    assert (first.text, first.coverage, first.discard, first.id) == (CLAIMED, Coverage.OUTERMOST, ((0, 4),), "1")
    assert (second.said, second.discard) == ((), ())


def test_the_predicates_of_a_sentence_are_one_lesson(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"sentence": CLAIMED, "predicate_span": [5, 9], "factuality": 3},
        {"sentence": POINTED, "predicate_span": [9, 16], "factuality": 2.5},
        {"sentence": CLAIMED, "predicate_span": [16, 23], "factuality": -1.25},
    ]
    first, second = iter_uds(write(tmp_path / "facts.jsonl.gz", *rows))
    assert first == Lesson(text=CLAIMED, factuality=(((5, 9), 3.0), ((16, 23), -1.25)))
    assert second.factuality == (((9, 16), 2.5),)


def test_our_own_articles_know_all_attributions() -> None:
    lessons = list(iter_quotes(TRAIN))
    assert lessons
    assert {lesson.coverage for lesson in lessons} == {Coverage.ALL}
    assert any(said.nested for lesson in lessons for said in lesson.said)
    for lesson in lessons:
        for said in lesson.said:
            assert said.content
            assert all(0 <= start < end <= len(lesson.text) for start, end in (*said.source, *said.cue, *said.content))


def test_our_own_sentences_know_the_certainty_of_their_words() -> None:
    lessons = [*iter_certainty(TRAIN), *iter_events(TRAIN)]
    for lesson in lessons:
        assert lesson.certainty
        assert (lesson.said, lesson.coverage, lesson.factuality) == ((), Coverage.NONE, ())
        assert all(lesson.text[start:end].strip() for (start, end), _ in lesson.certainty)
    assert {certainty for lesson in lessons for _, certainty in lesson.certainty} == set(Certainty)


def test_whatever_somebody_tells_is_alleged() -> None:
    told = {sentence.id: sentence for sentence in load_sentences(TRAIN)}
    lessons = list(iter_events(TRAIN))
    assert any(
        event.says is not None and event.certainty == "happened" for one in told.values() for event in one.events
    )
    for lesson in lessons:
        for event, (span, certainty) in zip(told[lesson.id or ""].events, lesson.certainty, strict=True):
            assert span == event.trigger
            somebody = event.says is not None and event.certainty == "happened"
            assert certainty == (Certainty.ALLEGED if somebody else event.certainty)


def test_a_small_share_is_kept_back_and_always_the_same() -> None:
    lessons = list(iter_events(TRAIN))
    kept = [is_kept_back(lesson) for lesson in lessons]
    assert KEPT_BACK / 2 < sum(kept) / len(kept) < 2 * KEPT_BACK
    assert [is_kept_back(Lesson(text="", id=lesson.id)) for lesson in lessons] == kept


# Examples.


class Scanner:
    """Stands in for the reader: trees that are known, states with one row a word."""

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        return [get_parse(text) for text in texts]

    def scan(self, texts: Sequence[str]) -> list[Scan]:
        return [scan_plainly(get_parse(text)) for text in texts]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(Scanner(), load_tools())


def make(coder: Coder, lesson: Lesson) -> Example:
    (example,) = make_examples(coder, [lesson])
    return example


def draw(voice: Voice) -> str:
    """A letter for each token: source, cue, words that are said."""
    return "".join(LETTERS[Role(role)] for role in voice.roles.tolist())


def test_every_attribution_is_a_voice(coder: Coder) -> None:
    example = make(coder, Lesson(text=CLAIMED, said=(ROME, NOVAK), coverage=Coverage.ALL))
    outer, inner = example.voices
    assert [(draw(voice), voice.cue, voice.outer, voice.weight) for voice in (outer, inner)] == [
        ("scwwwww-", 1, True, 1.0),
        ("--scwww-", 3, False, 1.0),
    ]
    assert [np.flatnonzero(voice.routes == ITSELF).tolist() for voice in (outer, inner)] == [[1], [3]]


def test_an_attribution_without_cue_is_no_voice(coder: Coder) -> None:
    lesson = Lesson(text=CLAIMED, said=(say(CLAIMED, "", "troops had left", "Novak"),), coverage=Coverage.ALL)
    assert make(coder, lesson).voices == ()


def test_a_cue_stands_before_source_and_both_before_content(coder: Coder) -> None:
    lesson = Lesson(text=CLAIMED, said=(say(CLAIMED, "claimed", CLAIMED, "Novak claimed"),), coverage=Coverage.ALL)
    assert [draw(voice) for voice in make(coder, lesson).voices] == ["wwscwwww"]


@pytest.mark.parametrize(
    ("coverage", "discard", "outer", "inner"),
    [
        (Coverage.NONE, (), "--------", "--------"),
        (Coverage.ALL, (), "xxxxxxxx", "xxxxxxxx"),
        # inside the words of another nobody has looked for cues
        (Coverage.OUTERMOST, (), "xxxxxxxx", "xx-----x"),
        (Coverage.ALL, ((0, 9),), "--xxxxxx", "--xxxxxx"),
        (Coverage.OUTERMOST, ((0, 4),), "-xxxxxxx", "-x-----x"),
    ],
)
def test_where_a_word_is_known_to_be_no_cue(
    coder: Coder, coverage: Coverage, discard: tuple[Pair, ...], outer: str, inner: str
) -> None:
    listens = make(coder, Lesson(text=CLAIMED, said=(ROME,), coverage=coverage, discard=discard)).listens
    assert ["".join("x" if one else "-" for one in column) for column in listens.T] == [outer, inner]
    assert set(listens.ravel().tolist()) <= {0.0, 1.0}


def test_inside_the_words_of_another_the_rules_guess(coder: Coder) -> None:
    example = make(coder, Lesson(text=CLAIMED, said=(ROME,), coverage=Coverage.OUTERMOST))
    told, guess = example.voices
    assert (draw(told), told.outer, told.weight) == ("scwwwww-", True, 1.0)
    assert (draw(guess), guess.outer, guess.weight) == ("--scwww-", False, GUESS)


@pytest.mark.parametrize("coverage", [Coverage.ALL, Coverage.NONE])
def test_where_all_is_marked_nobody_guesses(coder: Coder, coverage: Coverage) -> None:
    assert len(make(coder, Lesson(text=CLAIMED, said=(ROME,), coverage=coverage)).voices) == 1


def test_outside_the_words_of_another_nobody_guesses(coder: Coder) -> None:
    assert make(coder, Lesson(text=CLAIMED, coverage=Coverage.OUTERMOST)).voices == ()


def test_the_rules_hints_are_shown(coder: Coder) -> None:
    example = make(coder, Lesson(text=POINTED))
    assert np.flatnonzero(example.hints.marks & CUE).tolist() == [2, 3]
    assert example.tokens.tolist() == example.firsts.tolist() == list(range(9))
    assert example.vectors.dtype == np.float16


def test_factuality_stands_at_the_first_word_of_its_mark(coder: Coder) -> None:
    facts = ((pair(CLAIMED, "claimed troops"), -1.25), (pair(CLAIMED, "left"), 3.0))
    assert make(coder, Lesson(text=CLAIMED, factuality=facts)).factuality == ((3, -1.25), (6, 3.0))


def test_certainty_comes_with_what_the_rules_make_of_it(coder: Coder) -> None:
    text = "Moscow denied that its troops had crossed the border."
    cases = (
        (pair(text, "crossed"), Certainty.ALLEGED),
        (pair(text, "denied"), Certainty.HAPPENED),
    )
    first, second = make(coder, Lesson(text=text, certainty=cases, published=DAY)).certainty
    assert [one.token for one in (first, second)] == [6, 1]
    assert [LISTENED[one.certainty] for one in (first, second)] == [Certainty.ALLEGED, Certainty.HAPPENED]
    assert first.told.shape == (TOLD,)
    # the rules say that it is denied, and that somebody tells it
    assert LISTENED[int(first.told[: len(LISTENED)].argmax())] is Certainty.DENIED
    assert first.told[len(LISTENED)] == 1.0


def test_the_day_of_a_text_says_what_is_past(coder: Coder) -> None:
    text = "Soviet troops shelled the town in August 1968."
    lesson = Lesson(text=text, certainty=((pair(text, "shelled"), Certainty.HISTORICAL),))
    for published, past in ((DAY, 1.0), (None, 0.0)):
        (case,) = make(coder, Lesson(text=text, certainty=lesson.certainty, published=published)).certainty
        assert case.told[len(LISTENED) + 1] == past


def test_the_head_in_use_does_not_teach_itself() -> None:
    text = "Moscow denied that its troops had crossed the border."
    ear = Ear(text, certainties={"crossed": Certainty.PLANNED})
    tools = load_tools()
    lesson = Lesson(text=text, certainty=((pair(text, "crossed"), Certainty.DENIED),), published=DAY)
    plain, listening = (
        make(Coder(Scanner(), one), lesson).certainty for one in (tools, msgspec.structs.replace(tools, listener=ear))
    )
    assert [case.told.tolist() for case in listening] == [case.told.tolist() for case in plain]
    assert ear.hints == []


def test_many_lessons_are_read_in_order(coder: Coder) -> None:
    lessons = [Lesson(text=text, factuality=(((0, 3), 1.0),)) for text in (CLAIMED, POINTED) * 20]
    examples = make_examples(coder, lessons)
    assert [len(example.firsts) for example in examples] == [8, 9] * 20
