"""The rows of a record's tables, each a frozen record whose fields are the columns and whose notes document them.

The tables are flat where a person filters (`type`, `date_start`, `place_country`) and nested where one event has many
values (`actor`, `evidence`). Column types and comments in the database, the Arrow schema and the documentation are all
derived from these classes. Offsets are characters into the article's text, half-open.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from msgspec import Meta, Struct

from diurna.records import Span


class Words(Struct, frozen=True):
    """A span with the words that stand there; without text if the record keeps none."""

    start: int
    end: int
    text: str | None = None


class ActorCell(Struct, frozen=True, kw_only=True):
    """One actor inside a row."""

    text: str | None = None
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    role: str | None = None
    known_id: str | None = None
    code: str | None = None
    start: int
    end: int


class PlaceCell(Struct, frozen=True, kw_only=True):
    """One place inside a row."""

    text: str | None = None
    name: str
    precision: str
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    feature: str | None = None
    confidence: float
    alternatives: tuple[int, ...] = ()
    start: int | None = None
    end: int | None = None


class DecisionCell(Struct, frozen=True, kw_only=True):
    """Which rule or head filled a field, and where it looked."""

    field: str
    by: str
    spans: tuple[Span, ...] = ()


class ArticleRow(Struct, frozen=True, kw_only=True):
    """One article that was read."""

    id: Annotated[str, Meta(description="Hash of the text and its publisher or address.")]
    published: Annotated[dt.date | None, Meta(description="Day of publication.")] = None
    publisher: Annotated[str | None, Meta(description="Newspaper or agency.")] = None
    title: Annotated[str | None, Meta(description="Headline; empty if the record keeps no text.")] = None
    url: Annotated[str | None, Meta(description="Address.")] = None
    language: Annotated[str, Meta(description="Language code.")] = "en"
    fetched: Annotated[dt.datetime | None, Meta(description="When it was fetched, UTC.")] = None
    source: Annotated[str | None, Meta(description="Where it was read: a path, or a path and a row.")] = None
    text: Annotated[str | None, Meta(description="The whole text; empty if the record keeps no text.")] = None
    text_hash: Annotated[str, Meta(description="BLAKE2b of the text, 32 hexadecimal digits.")]
    text_length: Annotated[int, Meta(description="Characters of the text.")]
    lead_end: Annotated[int, Meta(description="Where the first paragraph ends.")]
    sentences: Annotated[tuple[Span, ...], Meta(description="Where each sentence stands.")] = ()
    run_id: Annotated[str, Meta(description="The run that added it, a row of runs.")]
    coder_version: Annotated[str, Meta(description="Version of the coder.")]
    codebook_version: Annotated[str, Meta(description="Version of the codebook.")]


class EventRow(Struct, frozen=True, kw_only=True):
    """One event as one article tells it."""

    id: Annotated[str, Meta(description="Identity of the event.")]
    article_id: Annotated[str, Meta(description="The article, a row of articles.")]
    position: Annotated[int, Meta(description="Order among the events of the article, from 0.")]
    published: Annotated[dt.date | None, Meta(description="Day of publication of the article.")] = None
    publisher: Annotated[str | None, Meta(description="Newspaper or agency.")] = None
    sentence: Annotated[int, Meta(description="Number of the sentence, from 0.")]
    type: Annotated[str, Meta(description="PLOVER event type.")]
    mode: Annotated[str | None, Meta(description="PLOVER mode of that type.")] = None
    quad: Annotated[
        int | None,
        Meta(description="1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."),
    ] = None
    intensity: Annotated[float, Meta(description="PLOVER score, -10 to +10; not a Goldstein value.")]
    contexts: Annotated[tuple[str, ...], Meta(description="PLOVER contexts.")] = ()
    actor: Annotated[tuple[ActorCell, ...], Meta(description="Who did it; in a mutual act everybody.")] = ()
    recipient: Annotated[tuple[ActorCell, ...], Meta(description="To whom; empty if nobody or a mutual act.")] = ()
    actor_codes: Annotated[tuple[str, ...], Meta(description='Codes of the actors, such as "USAGOV".')] = ()
    recipient_codes: Annotated[tuple[str, ...], Meta(description="Codes of the recipients.")] = ()
    date_start: Annotated[dt.date | None, Meta(description="First day on which it may have happened.")] = None
    date_end: Annotated[dt.date | None, Meta(description="Last day, inclusive.")] = None
    date_precision: Annotated[str | None, Meta(description="Unit that the text uses; empty: no date.")] = None
    date_value: Annotated[str | None, Meta(description="TIMEX3 value.")] = None
    date_text: Annotated[str | None, Meta(description="Words of the date; empty: the day of publication.")] = None
    date_text_start: Annotated[int | None, Meta(description="Where they start.")] = None
    date_text_end: Annotated[int | None, Meta(description="Where they end.")] = None
    place_name: Annotated[str | None, Meta(description="Canonical name of the place.")] = None
    place_country: Annotated[str | None, Meta(description="Its country, ISO alpha-3 or KOS.")] = None
    place_admin1: Annotated[str | None, Meta(description="Its state or province.")] = None
    latitude: Annotated[float | None, Meta(description="Degrees north.")] = None
    longitude: Annotated[float | None, Meta(description="Degrees east.")] = None
    geonames_id: Annotated[int | None, Meta(description="Number in GeoNames.")] = None
    place_precision: Annotated[str | None, Meta(description="point, city, admin2, admin1, country, region.")] = None
    place_feature: Annotated[str | None, Meta(description="GeoNames feature code.")] = None
    place_confidence: Annotated[float | None, Meta(description="Probability that this is the place meant.")] = None
    place_alternatives: Annotated[tuple[int, ...], Meta(description="GeoNames numbers of other readings.")] = ()
    place_text: Annotated[str | None, Meta(description="Words of the place.")] = None
    place_text_start: Annotated[int | None, Meta(description="Where they start.")] = None
    place_text_end: Annotated[int | None, Meta(description="Where they end.")] = None
    certainty: Annotated[
        str,
        Meta(description="happened, ongoing, planned, threatened, alleged, denied, hypothetical, historical."),
    ]
    attributed_to: Annotated[str | None, Meta(description="Who says so, by name; empty: the newspaper itself.")] = None
    attributed_to_code: Annotated[str | None, Meta(description="Code of who says so.")] = None
    speaker: Annotated[ActorCell | None, Meta(description="Who says so, in full.")] = None
    attribution_source: Annotated[Words | None, Meta(description="Words that name the speaker.")] = None
    attribution_cue: Annotated[Words | None, Meta(description='Words such as "said".')] = None
    attribution_content: Annotated[tuple[Words, ...], Meta(description="What is said.")] = ()
    denied_by: Annotated[tuple[ActorCell, ...], Meta(description="Those who say that it is not so.")] = ()
    due_start: Annotated[dt.date | None, Meta(description="First day of the deadline or the day planned.")] = None
    due_end: Annotated[dt.date | None, Meta(description="Last day of it.")] = None
    due_precision: Annotated[str | None, Meta(description="Its unit; empty: no deadline.")] = None
    due_value: Annotated[str | None, Meta(description="TIMEX3 value.")] = None
    due_text: Annotated[str | None, Meta(description="Words of the deadline.")] = None
    due_text_start: Annotated[int | None, Meta(description="Where they start.")] = None
    due_text_end: Annotated[int | None, Meta(description="Where they end.")] = None
    agenda: Annotated[
        str | None,
        Meta(description="What became of something announced: open, held, postponed, missed; empty: not announced."),
    ] = None
    trigger: Annotated[str | None, Meta(description="The words that name the act.")] = None
    trigger_start: Annotated[int, Meta(description="Where they start.")]
    trigger_end: Annotated[int, Meta(description="Where they end.")]
    evidence: Annotated[tuple[Words, ...], Meta(description="The words that the event rests on; never empty.")]
    confidence: Annotated[float, Meta(description="Probability that the type is right, calibrated on gold sentences.")]
    decided_by: Annotated[tuple[DecisionCell, ...], Meta(description="Which rule or head filled which field.")] = ()
    cameo: Annotated[str | None, Meta(description="Nearest CAMEO code, a string.")] = None
    coder_version: Annotated[str, Meta(description="Version of the coder.")]
    codebook_version: Annotated[str, Meta(description="Version of the codebook.")]


class QuoteRow(Struct, frozen=True, kw_only=True):
    """Words, beliefs or intentions that an article gives to somebody."""

    id: Annotated[str, Meta(description="Identity of the quote.")]
    article_id: Annotated[str, Meta(description="The article, a row of articles.")]
    position: Annotated[int, Meta(description="Order among the quotes of the article, from 0.")]
    published: Annotated[dt.date | None, Meta(description="Day of publication of the article.")] = None
    publisher: Annotated[str | None, Meta(description="Newspaper or agency.")] = None
    kind: Annotated[str, Meta(description="direct, indirect or mixed.")]
    speaker_name: Annotated[str | None, Meta(description="Who speaks, by name.")] = None
    speaker_code: Annotated[str | None, Meta(description="Code of who speaks.")] = None
    text: Annotated[str | None, Meta(description="What is said.")] = None
    stance: Annotated[
        str | None, Meta(description="Its direction: supports, opposes, demands, offers, denies; empty: none.")
    ] = None
    negated: Annotated[bool, Meta(description='Whether it is told as not said: "did not say whether".')] = False
    contexts: Annotated[tuple[str, ...], Meta(description="Contexts of the codebook that the words touch.")] = ()
    speaker: Annotated[ActorCell | None, Meta(description="Who speaks, in full.")] = None
    addressee: Annotated[ActorCell | None, Meta(description="To whom.")] = None
    about: Annotated[tuple[ActorCell, ...], Meta(description="About whom.")] = ()
    places: Annotated[tuple[PlaceCell, ...], Meta(description="Places that the words name.")] = ()
    source: Annotated[Words | None, Meta(description="Words that name the speaker.")] = None
    cue: Annotated[Words | None, Meta(description='Words such as "said".')] = None
    medium: Annotated[Words | None, Meta(description='Words of the medium, such as "in a statement".')] = None
    occasion: Annotated[Words | None, Meta(description='Words of the occasion, such as "at a summit".')] = None
    within: Annotated[str | None, Meta(description="The quote whose words tell of this one, a row of quotes.")] = None
    content: Annotated[tuple[Words, ...], Meta(description="What is said, with offsets.")]
    coder_version: Annotated[str, Meta(description="Version of the coder.")]


class MentionRow(Struct, frozen=True, kw_only=True):
    """One mention of an actor, whether or not an event uses it."""

    article_id: Annotated[str, Meta(description="The article, a row of articles.")]
    position: Annotated[int, Meta(description="Order in the article, from 0.")]
    text: Annotated[str | None, Meta(description="Words of the mention.")] = None
    name: Annotated[str | None, Meta(description="Canonical name.")] = None
    country: Annotated[str | None, Meta(description="Country, or a code such as UNO.")] = None
    sector: Annotated[str | None, Meta(description="PLOVER sector.")] = None
    other_sectors: Annotated[tuple[str, ...], Meta(description="Further sectors.")] = ()
    role: Annotated[str | None, Meta(description="Office or function in words.")] = None
    known_id: Annotated[str | None, Meta(description="Key in the knowledge tables.")] = None
    code: Annotated[str | None, Meta(description="Country and sector.")] = None
    text_start: Annotated[int, Meta(description="Where the words start.")]
    text_end: Annotated[int, Meta(description="Where they end.")]


class DateRow(Struct, frozen=True, kw_only=True):
    """One time expression of an article."""

    article_id: Annotated[str, Meta(description="The article, a row of articles.")]
    position: Annotated[int, Meta(description="Order in the article, from 0.")]
    date_start: Annotated[dt.date | None, Meta(description="First day.")] = None
    date_end: Annotated[dt.date | None, Meta(description="Last day, inclusive.")] = None
    precision: Annotated[str, Meta(description="Unit that the text uses.")]
    value: Annotated[str | None, Meta(description="TIMEX3 value.")] = None
    text: Annotated[str | None, Meta(description="Its words.")] = None
    text_start: Annotated[int | None, Meta(description="Where they start.")] = None
    text_end: Annotated[int | None, Meta(description="Where they end.")] = None


class PlaceRow(Struct, frozen=True, kw_only=True):
    """One place name of an article, resolved."""

    article_id: Annotated[str, Meta(description="The article, a row of articles.")]
    position: Annotated[int, Meta(description="Order in the article, from 0.")]
    name: Annotated[str, Meta(description="Canonical name.")]
    precision: Annotated[str, Meta(description="point, city, admin2, admin1, country, region.")]
    country: Annotated[str | None, Meta(description="ISO alpha-3 or KOS.")] = None
    admin1: Annotated[str | None, Meta(description="State or province.")] = None
    latitude: Annotated[float | None, Meta(description="Degrees north.")] = None
    longitude: Annotated[float | None, Meta(description="Degrees east.")] = None
    geonames_id: Annotated[int | None, Meta(description="Number in GeoNames.")] = None
    feature: Annotated[str | None, Meta(description="GeoNames feature code.")] = None
    confidence: Annotated[float, Meta(description="Probability that this is the place meant.")]
    alternatives: Annotated[tuple[int, ...], Meta(description="GeoNames numbers of other readings.")] = ()
    text: Annotated[str | None, Meta(description="Its words.")] = None
    text_start: Annotated[int | None, Meta(description="Where they start.")] = None
    text_end: Annotated[int | None, Meta(description="Where they end.")] = None


class RejectRow(Struct, frozen=True, kw_only=True):
    """A document that could not be read or coded."""

    source: Annotated[str, Meta(description="Where it was read.")]
    step: Annotated[str, Meta(description="The step that refused it.")]
    message: Annotated[str, Meta(description="Why.")]
    run_id: Annotated[str, Meta(description="The run that met it first, a row of runs.")]


class RunRow(Struct, frozen=True, kw_only=True):
    """One attempt at a run. A run that was interrupted and goes on, or is repeated, has several."""

    id: Annotated[str, Meta(description="Hash of versions, settings and inputs: equal runs have equal ids.")]
    attempt: Annotated[int, Meta(description="Which attempt at this run, from 1.")]
    started: Annotated[dt.datetime | None, Meta(description="When it started, UTC.")] = None
    finished: Annotated[dt.datetime | None, Meta(description="When it finished, UTC; empty: interrupted.")] = None
    coder_version: Annotated[str, Meta(description="Version of the coder.")]
    codebook_version: Annotated[str, Meta(description="Version of the codebook.")]
    settings_hash: Annotated[str | None, Meta(description="Digest of the settings.")] = None
    inputs: Annotated[tuple[str, ...], Meta(description="What was read, as the command named it.")] = ()
    articles_added: Annotated[int, Meta(description="Articles that were new.")] = 0
    articles_known: Annotated[int, Meta(description="Articles that the record had already.")] = 0
    events_added: Annotated[int, Meta(description="Events that were new.")] = 0
    rejects_added: Annotated[int, Meta(description="Refused documents that were new.")] = 0


class RecordRow(Struct, frozen=True, kw_only=True):
    """What the file is: one row."""

    schema_version: Annotated[int, Meta(description="Version of these tables.")]
    keeps_text: Annotated[bool, Meta(description="Whether the words of the articles are kept.")]
