"""Where did it happen? Place names with coordinates, and the place of an event.

`find_places` names the places of an article, `place_event` says which of them an event happened at, and
`load_gazetteer` opens the file that knows where places are.
"""

from diurna.where.event_place import EventPlace, place_event
from diurna.where.find import PlaceMention, find_places
from diurna.where.gazetteer import Gazetteer, load_gazetteer

__all__ = ["EventPlace", "Gazetteer", "PlaceMention", "find_places", "load_gazetteer", "place_event"]
