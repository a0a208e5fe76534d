"""Edge: documents of many formats -> Articles, with a reason for every one that is refused."""

from diurna.read.article import Step, require_date
from diurna.read.documents import iter_articles, iter_document
from diurna.read.inputs import Estimate, estimate_inputs
from diurna.read.registry import Reader, list_suffixes

__all__ = [
    "Estimate",
    "Reader",
    "Step",
    "estimate_inputs",
    "iter_articles",
    "iter_document",
    "list_suffixes",
    "require_date",
]
