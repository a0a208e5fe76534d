"""Edge: coding again with a user's codebook, to see what it changes and whether its examples come out."""

from diurna.recode.compare import Change, Told, compare_codings
from diurna.recode.diff import Diff, TypeCount, diff_codebooks
from diurna.recode.examples import Checked, Failure, check_codebook

__all__ = [
    "Change",
    "Checked",
    "Diff",
    "Failure",
    "Told",
    "TypeCount",
    "check_codebook",
    "compare_codings",
    "diff_codebooks",
]
