"""Who says what, to whom, how and where, and which way it points: whole sentences and the damaged examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from diurna.coder import Coder
from diurna.records import Article, Coding, Quote, QuoteKind, Span, Stance

Examples = tuple[Coding, ...]
LAVROV = (
    "Foreign Minister Sergei Lavrov told reporters at a press conference in Ankara on Monday that Moscow was ready to "
    "resume talks with Kyiv."
)
REJECTED = "Washington denied Tehran's claim that a drone had been shot down."


def find(coding: Coding, cue: str) -> Quote:
    """The quote with a cue that holds these words."""
    text = coding.article.text
    (found,) = (quote for quote in coding.quotes if quote.cue_span is not None and cue in quote.cue_span.of(text))
    return found


def code(coder: Coder, text: str) -> Coding:
    return coder(text, published="2022-06-14")


@pytest.mark.parametrize(
    ("text", "cue", "speaker", "said"),
    [
        (LAVROV, "told", "RUSGOV", "that Moscow was ready to resume talks with Kyiv"),
        ("Blinken tweeted that the strikes were unacceptable.", "tweeted", "USAGOV", "the strikes were unacceptable"),
        # what is wanted of somebody has him in it
        ("Erdogan urged Sweden to extradite the suspects.", "urged", "TURGOV", "Sweden to extradite the suspects"),
        # the speaker behind the words, and a second verb of the same speaker
        ('"We will not leave," Zelensky told lawmakers, adding that Kyiv needed arms.', "told", "UKRGOV", "not leave"),
        ('"We will not leave," Zelensky told lawmakers, adding that Kyiv needed arms.', "adding", "UKRGOV", "arms"),
        ("According to the Kremlin, the troops had left.", "According to", "RUSGOV", "the troops had left"),
        # a claim inside a denial has a speaker of its own
        (REJECTED, "denied", "USAGOV", "claim that a drone had been shot down"),
        (REJECTED, "claim", "IRNGOV", "that a drone had been shot down"),
    ],
)
def test_who_says_what(coder: Coder, text: str, cue: str, speaker: str, said: str) -> None:
    quote = find(code(coder, text), cue)
    assert quote.speaker is not None
    assert quote.speaker.code == speaker
    assert said in " ".join(span.of(text) for span in quote.content)


def test_a_claim_stands_within_its_denial(coder: Coder) -> None:
    coding = code(coder, REJECTED)
    assert find(coding, "claim").within == find(coding, "denied").id
    assert find(coding, "denied").within is None


def test_how_and_to_whom_it_is_said(coder: Coder) -> None:
    def words(span: Span | None) -> str | None:
        return None if span is None else span.of(LAVROV)

    quote = find(code(coder, LAVROV), "told")
    assert words(quote.occasion) == "at a press conference in Ankara on Monday"
    assert quote.addressee is not None
    assert quote.addressee.text == "reporters"
    assert [actor.code for actor in quote.about] == ["UKRGOV"]
    assert quote.kind is QuoteKind.INDIRECT


@pytest.mark.parametrize(
    ("text", "cue", "stance"),
    [
        ("Erdogan urged Sweden to extradite the suspects.", "urged", Stance.DEMANDS),
        ("Blinken tweeted that the strikes were unacceptable.", "tweeted", Stance.OPPOSES),
        ("Macron welcomed the ceasefire.", "welcomed", Stance.SUPPORTS),
        ("Moscow offered to host the talks.", "offered", Stance.OFFERS),
        (REJECTED, "denied", Stance.DENIES),
        ("The minister said that it was raining.", "said", None),
    ],
)
def test_which_way_it_points(coder: Coder, text: str, cue: str, stance: Stance | None) -> None:
    assert find(code(coder, text), cue).stance == stance


def test_what_is_told_as_not_said_is_negated(coder: Coder) -> None:
    coding = code(coder, "Ursula von der Leyen did not say whether the sanctions would be lifted.")
    assert find(coding, "say").negated


@pytest.mark.parametrize(
    ("name", "words", "speaker"),
    [
        ("damaged-reykjavik-ministers.txt", "not anticipating presents", "a member"),
        ("damaged-reykjavik-ministers.txt", "we anticipate to be listened to", "a member"),
        ("damaged-reykjavik-ministers.txt", "recognized for ages to be", "Sergey Lavrov"),
        ("damaged-reykjavik-ministers.txt", "criticism of Russia's army drills", "Sergey Lavrov"),
        ("damaged-reykjavik-ministers.txt", "for pulling NATO into the area", "Sergey Lavrov"),
        ("damaged-reykjavik-ministers.txt", "it raises the hazard of accidents", "Antony Blinken"),
        ("damaged-reykjavik-ministers.txt", "absurd", "Kremlin"),
        ("damaged-reykjavik-ministers.txt", "descendants are being persecuted", "Antony Blinken"),
        ("damaged-reykjavik-ministers.txt", "Crimea is a closed query", "the delegate"),
        ("damaged-reykjavik-ministers.txt", "perpetrators allegedly dwell", "Joe Biden"),
        ("damaged-reykjavik-ministers.txt", "they need to present it to us", "the delegate"),
        ("damaged-reykjavik-ministers.txt", "we now have seen nothing", "the delegate"),
        ("damaged-vienna-nuclear-talks.txt", "We are continuing to negotiate", "the foreign policy chief"),
        ("damaged-vienna-nuclear-talks.txt", "could go either way", "John Kerry"),
        ("damaged-vienna-nuclear-talks.txt", "no evidence whatsoever", "an Iranian official"),
        ("damaged-vienna-nuclear-talks.txt", "question of dignity", "an Iranian official"),
        ("damaged-vienna-nuclear-talks.txt", "not going to disappear", "one of them"),
        ("damaged-vienna-nuclear-talks.txt", "He knows it", "one of them"),
        ("damaged-vienna-nuclear-talks.txt", "one major problem", "Sergey Lavrov"),
        ("damaged-vienna-nuclear-talks.txt", "a red line, not an opening bid", "the Iranian official"),
        ("damaged-qatar-ultimatum.txt", "was made to be rejected", "Mohammed"),
        ("damaged-qatar-ultimatum.txt", "We need to part ways", "a negotiator"),
        ("damaged-qatar-ultimatum.txt", "they concur we will be upbeat", "a negotiator"),
        ("damaged-qatar-ultimatum.txt", "impolite", "Recep Tayyip Erdoğan"),
        ("damaged-qatar-ultimatum.txt", "along these lines for eternity", "a retailer"),
        ("damaged-qatar-ultimatum.txt", "the milk is Turkish now", "a retailer"),
        ("damaged-qatar-ultimatum.txt", "would be hard for Qatar to meet", "Rex Tillerson"),
    ],
)
def test_every_quotation_of_a_damaged_article_is_at_its_speaker(
    examples: Examples, name: str, words: str, speaker: str
) -> None:
    (coding,) = (coding for coding in examples if is_from(coding.article, name))
    text = coding.article.text
    start = text.index(words)
    wanted = Span(start, start + len(words))
    holders = [quote for quote in coding.quotes if any(span.covers(wanted) for span in quote.content)]
    outermost = [quote for quote in holders if quote.within is None]
    assert outermost, "nobody says it"
    assert all(speaker in name_speaker(quote, text) for quote in outermost)


def is_from(article: Article, name: str) -> bool:
    return article.source is not None and Path(article.source.partition("#")[0]).name == name


def name_speaker(quote: Quote, text: str) -> str:
    """The known name of whoever speaks, and the words that name him."""
    known = quote.speaker.name if quote.speaker is not None else None
    return f"{known or ''} {quote.source_span.of(text) if quote.source_span is not None else ''}"
