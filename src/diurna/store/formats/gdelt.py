"""GDELT 2.0 events: 61 columns, tab separated, no header.

We hold where an event happened but not where its actors were, so the Geo columns of the actors say "none" (type 0).
Ethnic and religious codes and the tone of a text are left blank.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import TextIO

from msgspec import Struct

from diurna.codebook import Codebook
from diurna.codebook.book import Country
from diurna.store.cameo_actors import CameoActor, make_cameo_actor
from diurna.store.dyads import Dyad
from diurna.store.query import EventLine
from diurna.store.rows import ActorCell, EventRow
from diurna.store.tsv import write_row

ACTOR = (
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
)
GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    *(f"Actor1{name}" for name in ACTOR),
    *(f"Actor2{name}" for name in ACTOR),
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    *(f"Actor1Geo_{name}" for name in GEO),
    *(f"Actor2Geo_{name}" for name in GEO),
    *(f"ActionGeo_{name}" for name in GEO),
    "DATEADDED",
    "SOURCEURL",
)
"""The 61 columns in order."""

_ADM1_CODE = re.compile(r"[A-Z0-9]{1,3}")
_NOWHERE: tuple[object, ...] = (0, None, None, None, None, None, None, None)
