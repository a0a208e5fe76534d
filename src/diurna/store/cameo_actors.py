"""An actor as the CAMEO formats write it: country, group and roles, alone and in one code."""

from __future__ import annotations

from msgspec import Struct

from diurna.codebook import Codebook
from diurna.store.rows import ActorCell


class CameoActor(Struct, frozen=True, kw_only=True):
    """One actor in CAMEO's spelling. An actor of whom nothing is known has an empty code."""

    code: str
    entity: str | None = None
    """Country, or the kind of international actor: what the code begins with."""
    country: str | None = None
    group: str | None = None
    roles: tuple[str, ...] = ()
    """Every role in order; the kind of an international actor comes first."""


def make_cameo_actor(cell: ActorCell, codebook: Codebook) -> CameoActor:
    """Romania's government is ROMGOV; the United Nations are IGOUNO, with group UNO and role IGO."""
    roles = _roles(cell, codebook)
    if entry := codebook.international.get(cell.country or ""):
        parts = (entry.cameo, entry.cameo_country, entry.cameo_group, *roles)
        return CameoActor(
            code="".join(part for part in parts if part),
            entity=entry.cameo,
            country=entry.cameo_country,
            group=entry.cameo_group,
            roles=(entry.cameo, *roles),
        )
    known = codebook.countries.get(cell.country or "")
    country = known.cameo if known else cell.country
    return CameoActor(code=(country or "") + "".join(roles), entity=country, country=country, roles=roles)


def _roles(cell: ActorCell, codebook: Codebook) -> tuple[str, ...]:
    sectors = (cell.sector, *cell.other_sectors)
    entries = (codebook.sectors.get(sector) for sector in sectors if sector is not None)
    return tuple(dict.fromkeys(entry.cameo for entry in entries if entry is not None and entry.cameo is not None))
