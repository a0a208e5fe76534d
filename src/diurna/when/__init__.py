"""When did it happen? Time expressions read against the publication date.

`find_times` reads the expressions of an article, and `date_event` says which of them dates an event.
"""

from diurna.when.event_date import date_event
from diurna.when.find import find_times
from diurna.when.mention import Anchor, EventDate, TimeKind, TimeMention

__all__ = ["Anchor", "EventDate", "TimeKind", "TimeMention", "date_event", "find_times"]
