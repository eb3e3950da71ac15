"""The parts of the search for names: acronyms, titles and roles, short forms, bodies, tokens."""

from __future__ import annotations

import time

import pytest

from pipeline.names.acronyms import definitions, matches
from pipeline.names.bodies import find_bodies
from pipeline.names.lexicon import lexicon
from pipeline.names.shortforms import possible_short_forms, short_rank
from pipeline.names.titles import parse_roles
from pipeline.names.tokens import tokenise
from pipeline.reference import load_reference

LEXICON = lexicon(load_reference())


@pytest.mark.parametrize(
    ("text", "acronym", "long", "gloss"),
    [
        ("the United Nations Command (UNC) in", "UNC", "United Nations Command", ""),
        ("the Asia Pacific Four (AP4), who", "AP4", "Asia Pacific Four", ""),
        ("the RFP (Rural Front of Progress) won", "RFP", "Rural Front of Progress", ""),
        (
            "the Frente Nova do Povo (FNP - New People's Front) won",
            "FNP",
            "Frente Nova do Povo",
            "New People's Front",
        ),
        (
            "head of the National Committee of the Workers' League of Peru (WLP)",
            "WLP",
            "Workers' League of Peru",
            "",
        ),
    ],
)
def test_acronyms_are_defined_in_four_ways(text: str, acronym: str, long: str, gloss: str) -> None:
    found = definitions(text)
    assert len(found) == 1, found
    (one,) = found
    assert one.acronym == acronym
    assert text[one.start : one.end] == acronym
    assert text[one.long_start : one.long_end] == long
    assert text[one.gloss_start : one.gloss_end] == gloss


def test_brackets_that_define_nothing() -> None:
    assert definitions("He said (in Hanoi) that the plan (see page 4) stands (2024).") == []
    assert not matches("ABC", "Alpha Beta Delta")


@pytest.mark.parametrize(
    ("title", "roles"),
    [
        ("Vice Foreign Minister", [("Vice Foreign Minister", None, None)]),
        ("Chinese Vice Minister of Commerce", [("Vice Minister of Commerce", None, "CHN")]),
        (
            "Deputy Prime Minister and Minister of Foreign Affairs of Albania",
            [("Deputy Prime Minister", None, None), ("Minister of Foreign Affairs", None, "ALB")],
        ),
        (
            "acting head of the State Forestry Agency of Mongolia",
            [("acting head", "State Forestry Agency of Mongolia", "MNG")],
        ),
        ("NATO Secretary General", [("Secretary General", "NATO", None)]),
        ("former Prime Minister of Japan", [("former Prime Minister", None, "JPN")]),
        ("Ambassador of Kenya to Cuba", [("Ambassador to Cuba", None, "KEN")]),
    ],
)
def test_roles_of_a_title(title: str, roles: list[tuple[str, str | None, str | None]]) -> None:
    found = [(r.role, r.organisation, r.country) for r in parse_roles(title, LEXICON)]
    assert found == roles


@pytest.mark.parametrize(
    ("short", "name", "country", "rank"),
    [
        ("Xi", "Xi Jinping", "CHN", 3),
        ("Trong", "Nguyen Phu Trong", "VNM", 3),
        ("Phu", "Nguyen Phu Trong", "VNM", 1),
        ("Kamikawa", "Yoko Kamikawa", "JPN", 3),
        ("López Obrador", "Andrés Manuel López Obrador", "MEX", 2),
        ("von der Leyen", "Ursula von der Leyen", None, 2),
        ("Sisi", "Abdel Fattah al-Sisi", "EGY", 3),
        ("Abiy", "Abiy Ahmed", "ETH", 3),
        ("Merkel", "Olaf Scholz", "DEU", 0),
    ],
)
def test_rank_of_short_forms(short: str, name: str, country: str | None, rank: int) -> None:
    assert short_rank(short, name, country, LEXICON) == rank


def test_regnal_numbers_are_no_short_forms() -> None:
    assert "II" not in possible_short_forms("Abdullah II")
    assert "Xi" in possible_short_forms("Li Xi"), "Xi is a name, not the number eleven"


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "Standing Committee of the Political Bureau of the Communist Party of China (CPC) "
            "Central Committee",
            1,
        ),
        ("the Committee and the Party", 0),
        ("the 20th National Congress of the CPC", 1),
        ("China's Foreign Ministry", 1),
        ("School of Law at the University of Ghana", 2),
    ],
)
def test_nested_bodies_are_one_mention(text: str, bodies: int) -> None:
    tokens = tokenise(text, LEXICON)
    found = [tokens.span_text(*body) for body in find_bodies(tokens, LEXICON)]
    assert len(found) == bodies, found


@pytest.mark.parametrize("piece", ["Alpha Beta Gamma ", "Minister of ", "CPC (CPC) ", "Li Wei, "])
def test_endless_lines_cost_little(piece: str) -> None:
    tokens = tokenise(piece * 4_000, LEXICON)
    started = time.process_time()
    find_bodies(tokens, LEXICON)
    assert time.process_time() - started < 2, "the grammar of bodies is no longer linear"
