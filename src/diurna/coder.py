"""Article -> Coding: the whole core. This is the first file to read.

One reading of the text, six questions put to it, and one place where the answers are joined.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct

from diurna.codebook import load_codebook
from diurna.codebook.file import UserCodebook, load_user_codebook
from diurna.codebook.patterns.load import load_patterns
from diurna.errors import InputError
from diurna.event import Reading, Tables, join_events
from diurna.event.assess import assess_word
from diurna.event.home import find_only_country
from diurna.knowledge import GivenTables, Knowledge, find_source, load_knowledge
from diurna.language.listener import Listener, Soundings, load_listener
from diurna.language.reader import Parser, Scanner, load_reader
from diurna.language.states import Scan
from diurna.language.typist import Typist, load_typist
from diurna.quotes import QuoteTables, join_quotes
from diurna.records import Article, Coding, Span, make_article_id
from diurna.said import Cues, Saying, find_quotations, find_sayings, join_sayings, listen, load_cues
from diurna.said.media import load_media
from diurna.said.stances import load_stances
from diurna.sure.sureness import Sureness
from diurna.sure.tables import load_sure_table
from diurna.when import find_times
from diurna.where.find import find_places
from diurna.where.gazetteer import Gazetteer, load_gazetteer
from diurna.who import find_actors, index_actors

BATCH = 32


class Tools(Struct, frozen=True):
    """The loaded model and tables."""

    knowledge: Knowledge
    gazetteer: Gazetteer
    cues: Cues
    tables: Tables
    quotes: QuoteTables
    typist: Typist | None = None
    """The typing head; without it the tables alone give types."""
    listener: Listener | None = None
    """The listening head; without it the rules alone find sayings and certainty."""


def code_article(article: Article, scan: Scan, tools: Tools) -> Coding:
    """Who did what to whom, when, where, who says so and how sure it is: everything that one article tells."""
    reading = read_article(article, scan, tools)
    return Coding(
        article=article,
        events=join_events(reading, tools.tables, states=scan.states, typist=tools.typist),
        quotes=join_quotes(reading, tools.quotes),
        mentions=tuple(mention.actor for mention in reading.mentions),
        dates=tuple(time.date for time in reading.times if time.date is not None),
        places=tuple(place.place for place in reading.places if place.place is not None),
        sentences=tuple(sentence.span for sentence in scan.parse.sentences),
    )


def read_article(article: Article, scan: Scan, tools: Tools) -> Reading:
    """What each question finds in the article by itself, before the answers are joined."""
    parse = scan.parse
    outlet = find_source(tools.knowledge, article.publisher) if article.publisher else None
    home = outlet.country if outlet else None
    mentions = find_actors(parse, knowledge=tools.knowledge, published=article.published, home=home)
    sayings, soundings = _hear(scan, tools)
    return Reading(
        article=article,
        parse=parse,
        mentions=mentions,
        actors=index_actors(parse, mentions),
        times=find_times(parse, published=article.published),
        places=find_places(parse, gazetteer=tools.gazetteer, home=home),
        sayings=sayings,
        soundings=soundings,
        alone=find_only_country(mentions),
    )


def _hear(scan: Scan, tools: Tools) -> tuple[tuple[Saying, ...], Soundings]:
    """Who says what, and what the listening head makes of every word."""
    quotations = tuple(find_quotations(scan.parse))
    sayings = find_sayings(scan.parse, cues=tools.cues, quotations=quotations)
    if tools.listener is None or not scan.states:
        return sayings, Soundings()
    soundings = listen(scan, tools.listener, sayings, quotations)
    heard = join_sayings(scan.parse.text, soundings, tools.listener, sayings, cues=tools.cues, quotations=quotations)
    return heard, soundings


class Coder:
    """A coder ready for work; `diurna.load()` makes one.

    >>> import diurna
    >>> coder = diurna.load()
    >>> coding = coder("France recalled its ambassador from Ankara.", published="2021-05-19")
    >>> event = coding.events[0]
    >>> event.type, event.actor[0].code, event.recipient[0].code
    ('SANCTION', 'FRAGOV', 'TURGOV')
    """

    def __init__(self, parser: Parser, tools: Tools) -> None:
        self.parser = parser
        self.tools = tools

    def __call__(
        self,
        text: str,
        *,
        published: dt.date | str | None = None,
        title: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
    ) -> Coding:
        """Codes one text. `published` is a date or "YYYY-MM-DD"; without it relative dates stay unknown."""
        day = dt.date.fromisoformat(published) if isinstance(published, str) else published
        article = Article(
            id=make_article_id(text, publisher or url),
            text=text,
            title=title,
            url=url,
            publisher=publisher,
            published=day,
        )
        return self.code([article])[0]

    def code(self, articles: Iterable[Article]) -> list[Coding]:
        """Codes some articles at once, which is faster than one by one, and gives them back in order."""
        batch = list(articles)
        scans = self.scan([article.text for article in batch])
        return [code_article(article, scan, self.tools) for article, scan in zip(batch, scans, strict=True)]

    def scan(self, texts: Sequence[str]) -> list[Scan]:
        """The texts as the parser reads them, with what the typing head needs if the parser has it."""
        if isinstance(self.parser, Scanner):
            return self.parser.scan(texts)
        return [Scan(parse, ()) for parse in self.parser.parse(texts)]

    def judge(
        self,
        texts: Sequence[str],
        spans: Sequence[Sequence[Span]],
        published: Sequence[dt.date | None] | None = None,
    ) -> list[list[Sureness]]:
        """How sure each text is of what each of the marked words tells, event of the codebook or not.

        A span stands for its first word that is no function word; raises InputError for one that holds no word.
        """
        days = published or [None] * len(texts)
        judged = []
        for text, marked, day, scan in zip(texts, spans, days, self.scan(texts), strict=True):
            article = Article(id=make_article_id(text, None), text=text, published=day)
            reading = read_article(article, scan, self.tools)
            judged.append([self._judge_span(span, reading) for span in marked])
        return judged

    def _judge_span(self, span: Span, reading: Reading) -> Sureness:
        touched = [
            (sentence, token)
            for sentence in reading.parse.sentences
            if sentence.span.overlaps(span)
            for token in sentence.tokens
            if token.span.overlaps(span)
        ]
        if not touched:
            raise InputError(f"No word stands at characters {span.start} to {span.end}.")
        telling = ((sentence, token) for sentence, token in touched if token.upos in ("VERB", "NOUN", "ADJ", "PROPN"))
        sentence, token = next(telling, touched[0])
        return assess_word(sentence, token.index, reading, self.tools.tables)

    def pipe(self, articles: Iterable[Article]) -> Iterator[Coding]:
        """Codes a stream of articles lazily and in order."""
        waiting = iter(articles)
        while batch := list(islice(waiting, BATCH)):
            yield from self.code(batch)


def load(
    parser: Parser | None = None, *, knowledge: Path | str | None = None, codebook: Path | str | None = None
) -> Coder:
    """Loads the model and all tables; takes about a second. Another parser may stand in for the shipped model.

    `knowledge` is a folder of tables of your own (people.tsv, organisations.tsv, agents.tsv, ...), which win over ours.
    `codebook` is a TOML file of your own types, patterns, actors and places.
    """
    own = None if codebook is None else load_user_codebook(codebook)
    known = load_knowledge(knowledge, given=None if own is None else GivenTables(own.file, own.actor_tables()))
    tables = _load_tables(own)
    tools = Tools(
        knowledge=known,
        gazetteer=_load_places(own),
        cues=load_cues(),
        tables=tables,
        quotes=QuoteTables(stances=load_stances(), media=load_media(outlets=known.sources), patterns=tables.patterns),
        typist=load_typist(),
        listener=load_listener(),
    )
    return Coder(parser or load_reader(), tools)


def _load_tables(own: UserCodebook | None) -> Tables:
    codebook = load_codebook() if own is None else own.codebook
    patterns = load_patterns(codebook) if own is None else own.patterns
    return Tables(codebook=codebook, patterns=patterns, sure=load_sure_table())


def _load_places(own: UserCodebook | None) -> Gazetteer:
    gazetteer = load_gazetteer()
    for place in own.places if own is not None else ():
        gazetteer.add(
            place.name,
            country=place.country,
            latitude=place.latitude,
            longitude=place.longitude,
            feature=place.feature,
            aliases=place.aliases,
        )
    return gazetteer
