from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.where.fold import fold_name


@pytest.mark.parametrize(
    "names",
    [
        ("São Paulo", "Sao Paulo", "SAO PAULO"),
        ("St. Louis", "Saint Louis", "St Louis"),
        ("al-Raqqa", "Al Raqqa", "Raqqa"),
        ("The Hague", "the Hague", "Hague"),
        ("Łódź", "Lodz"),
        ("Sana'a", "Sana’a", "Sanaa"),
        ("Guinea-Bissau", "Guinea Bissau"),
        ("Bosnia & Herzegovina", "Bosnia and Herzegovina"),
        ("Washington,\nD.C.", "Washington D C"),
    ],
)
def test_spellings_of_one_name_fold_together(names: tuple[str, ...]) -> None:
    assert len({fold_name(name) for name in names}) == 1


def test_el_salvador_is_not_salvador() -> None:
    assert fold_name("El Salvador") != fold_name("Salvador")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_folding_twice_is_folding_once_for_capitals(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(fold_name(fold_name(name)))
