"""Through which medium and on which occasion something was said."""

from __future__ import annotations

import pytest

from diurna.errors import TableError
from diurna.records import Span
from diurna.said import Cues, Saying, find_sayings, load_cues
from diurna.said.media import Media, load_media, parse_media
from diurna.said.medium import find_circumstances
from stored import get_parse, load_parses

# sentence, cue, medium, occasion
CASES = [
    # phrases of the cue
    ("The ministry said in a statement that the bridge was closed.", "said", "in a statement", None),
    ("The senator wrote on Facebook that he would resign.", "wrote", "on Facebook", None),
    ("The premier warned in a letter to the speaker that the money was gone.", "warned",
     "in a letter to the speaker", None),
    ("The general told reporters by phone that the town had fallen.", "told", "by phone", None),
    ("The king said on state television that the strike was over.", "said", "on state television", None),
    ("The president said in a televised address that the war was over.", "said", "in a televised address", None),
    # a verb that is a medium
    ("The mayor tweeted that the school was safe.", "tweeted", "tweeted", None),
    ("The envoy emailed that the king was ill.", "emailed", "emailed", None),
    # whoever is told or speaks
    ("The widow told the weekly Glas that she had seen the car.", "told", "the weekly Glas", None),
    ("The widow told her lawyer that she had seen the car.", "told", None, None),
    ("Two soldiers died, according to the Interfax agency.", "according to", "the Interfax agency", None),
    # occasions
    ("The envoy said at a press conference in Ankara that the talks had failed.", "said", None,
     "at a press conference in Ankara"),
    ("The minister said on Monday that prices would fall.", "said", None, "on Monday"),
    ("The minister said during a debate that prices would fall.", "said", None, "during a debate"),
    ("After the talks the minister said that prices would fall.", "said", None, "After the talks"),
    ("The minister later said that prices would fall.", "later said", None, "later"),
    ("The chancellor, speaking in Verdun, warned that prices would rise.", "warned", None, "speaking in Verdun"),
    ('"The town is ours," the colonel told reporters outside the hotel on Sunday.', "told", None,
     "outside the hotel on Sunday"),
    # both
    ("The ministry said in a statement on Friday that the bridge was closed.", "said", "in a statement", "on Friday"),
    ("The bishop, in a letter on Tuesday, urged the miners to wait.", "urged", "in a letter", "on Tuesday"),
    # neither
    ("In Moscow a spokesman said that the pipeline was dry.", "said", None, None),
    ("The army said in response that the village was empty.", "said", None, None),
    ("The governor said the bridge would open on Monday.", "said", None, None),
]  # fmt: skip
SENTENCES = [*(sentence for sentence, *_ in CASES), "The widow told Glas that she had seen the car."]


@pytest.fixture(scope="module")
def cues() -> Cues:
    return load_cues()


@pytest.fixture(scope="module")
def media() -> Media:
    return load_media()


def find_saying(sentence: str, cue: str, cues: Cues) -> Saying:
    sayings = find_sayings(get_parse(sentence), cues=cues)
    return next(saying for saying in sayings if saying.cue is not None and saying.cue.of(sentence) == cue)


def words(span: Span | None, text: str) -> str | None:
    return None if span is None else span.of(text)


@pytest.mark.parametrize(("sentence", "cue", "medium", "occasion"), CASES)
def test_medium_and_occasion(
    cues: Cues, media: Media, sentence: str, cue: str, medium: str | None, occasion: str | None
) -> None:
    saying = find_saying(sentence, cue, cues)
    parsed = get_parse(sentence).sentences[saying.sentence]
    found = find_circumstances(saying, parsed, media)
    assert words(found[0], sentence) == medium
    assert words(found[1], sentence) == occasion


def test_outlets_by_name(cues: Cues) -> None:
    sentence = "The widow told Glas that she had seen the car."
    saying = find_saying(sentence, "told", cues)
    parsed = get_parse(sentence).sentences[0]
    assert find_circumstances(saying, parsed, load_media())[0] is None
    assert words(find_circumstances(saying, parsed, load_media(outlets=["Glas"]))[0], sentence) == "Glas"


def test_never_words_that_are_said(cues: Cues, media: Media) -> None:
    for parse in load_parses().values():
        for saying in find_sayings(parse, cues=cues):
            sentence = parse.sentences[saying.sentence]
            for span in find_circumstances(saying, sentence, media):
                assert span is None or sentence.span.covers(span)
                assert span is None or not any(span.overlaps(said) for said in saying.content)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("verb", "media.tsv:2: 1 cells, but the table has 2 columns."),
        ("verbs\ttweet", "media.tsv:2: column kind: unknown value 'verbs'. Did you mean 'verb'?"),
        ("verb\ttweet\nverb\ttweet", "media.tsv:3: verb 'tweet' stands twice."),
    ],
)
def test_table_errors(row: str, message: str) -> None:
    with pytest.raises(TableError) as error:
        parse_media("kind\twords\n" + row + "\n")
    assert str(error.value).startswith(message)
