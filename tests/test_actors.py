"""Mentions resolved to actors: short forms, variants, offices, bodies by the parts of names."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

import pyarrow as pa
import pytest

from pipeline.actors import ActorTables, count_meetings, resolve
from pipeline.actors.bodies import same_body
from pipeline.actors.chains import chain_of, display
from pipeline.names import find_mentions
from pipeline.names.lexicon import lexicon
from pipeline.names.titles import parse_roles
from pipeline.reference import Reference, load_reference
from pipeline.tables import build

REFERENCE: Reference = load_reference()


def resolved(*articles: str, posts: tuple[int, ...] | None = None) -> ActorTables:
    """Resolve articles given as text, paragraphs separated by blank lines, one document each.

    `posts[i]` is the index of the article that is article i's introduction (default: itself).
    Articles of one post stand in one document.
    """
    posts = posts or tuple(range(len(articles)))
    passages: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for number, text in enumerate(articles):
        document = f"d{posts[number]}"
        position = 10_000 * number
        for index, paragraph in enumerate(text.split("\n\n")):
            passages.append(
                {
                    "passage_id": f"{document}:{position}",
                    "document_id": document,
                    "article_id": f"a{number}",
                    "position": 100 * number + index,
                    "kind": "paragraph",
                    "char_start": position,
                    "char_end": position + len(paragraph),
                    "n_words": len(paragraph.split()),
                    "text": paragraph,
                }
            )
            position += len(paragraph) + 2
        rows.append(_article(number, f"a{posts[number]}", document, text))
    candidates = [
        row
        for document in sorted({passage["document_id"] for passage in passages})
        for row in find_mentions(
            [p for p in passages if p["document_id"] == document],
            [a for a in rows if a["document_id"] == document],
            REFERENCE,
        )
    ]
    marked = [{**passage, "duplicate_of": None, "similarity": None} for passage in passages]
    return resolve(
        build("candidate_mentions", candidates),
        build("articles", rows),
        build("passages", marked),
        REFERENCE,
    )


def _article(number: int, post: str, document: str, text: str) -> dict[str, Any]:
    empty = ("title", "publisher", "publisher_id", "author", "dateline_place")
    return {
        **dict.fromkeys(empty),
        "article_id": f"a{number}",
        "document_id": document,
        "post_id": post,
        "kind": "reprint",
        "position": number,
        "date": datetime(2024, 1, 1 + number),
        "date_precision": "day",
        "date_source": "text",
        "is_truncated": False,
        "char_start": 10_000 * number,
        "char_end": 10_000 * number + len(text),
        "n_words": len(text.split()),
        "n_passages": 1,
        "n_duplicate_passages": 0,
        "reuse_share": 0.0,
        "text": text,
        "text_unique": text,
    }


def who(tables: ActorTables) -> dict[str, set[str | None]]:
    """Surface → actor ids."""
    found: defaultdict[str, set[str | None]] = defaultdict(set)
    for row in tables.mentions.to_pylist():
        found[row["surface"]].add(row["actor_id"])
    return dict(found)


def test_short_forms_follow_the_custom_of_the_country() -> None:
    tables = resolved(
        "Chinese Foreign Minister Wang Yi met Vietnamese Foreign Minister Bui Thanh Son, Lao "
        "Foreign Minister Thongsavanh Phomvihane and Japanese Foreign Minister Yoko Kamikawa.\n\n"
        "Wang said so. Son agreed. Thongsavanh listened, and Kamikawa wrote."
    )
    actors = who(tables)
    assert actors["Wang"] == {"wang-yi"}
    assert actors["Son"] == {"bui-thanh-son"}
    assert actors["Thongsavanh"] == {"thongsavanh-phomvihane"}
    assert actors["Kamikawa"] == {"yoko-kamikawa"}


def test_a_short_form_does_not_cross_into_another_article() -> None:
    tables = resolved(
        "Chinese Vice Premier He Lifeng met Li Jing, head of the bureau.",
        "Officials said that Li Jing was absent. Li spoke later.",
        "Spokesperson Li Tongwen answered. Li smiled.",
    )
    by_article = {
        row["article_id"]: row["actor_id"]
        for row in tables.mentions.to_pylist()
        if row["surface"] == "Li"
    }
    assert by_article == {"a1": "li-jing", "a2": "li-tongwen"}


def test_a_title_takes_its_names_from_the_post() -> None:
    tables = resolved(
        "Talks were held between Lavrov and Fidan.",
        "Russian Foreign Minister Sergey Lavrov and Turkish Foreign Minister Hakan Fidan met.",
        posts=(0, 0),
    )
    assert who(tables)["Lavrov"] == {"sergey-lavrov"}


def test_longest_name_first_when_a_short_form_is_inside_two_names() -> None:
    tables = resolved(
        "Party chief Nguyen Phu Trong received Nguyen Trong Nghia, head of the commission of the "
        "Communist Party of Vietnam. Trong said the work was done."
    )
    assert who(tables)["Trong"] == {"nguyen-phu-trong"}


def test_two_candidates_are_listed_for_review() -> None:
    tables = resolved(
        "Chinese Foreign Minister Wang Yi spoke. Spokesperson Wang Wenbin of the Chinese Foreign "
        "Ministry took questions. Wang replied."
    )
    assert who(tables)["Wang"] == {"wang-wenbin"}
    reasons = [row["reason"] for row in tables.name_review.to_pylist()]
    assert reasons == ["short form of several persons, nearest taken"]


def test_a_short_form_of_two_people_in_one_sentence_stays_open() -> None:
    tables = resolved("Chinese officials Li Wei and Li Na met. Li spoke.")
    assert who(tables)["Li"] == {None}
    (row,) = tables.name_review.to_pylist()
    assert row["candidates"] == "Li Na; Li Wei"


def test_romanisations_orders_and_initials_are_one_person() -> None:
    tables = resolved(
        "DPRK Foreign Minister Choe Son Hui met Indian External Affairs Minister S. Jaishankar.",
        "North Korean Foreign Minister Choi Son-hui met Japan's minister Sanae Takaichi.",
        "Indian External Affairs Minister Subrahmanyam Jaishankar met Japanese minister "
        "Takaichi Sanae.",
    )
    actors = who(tables)
    assert actors["Choe Son Hui"] == actors["Choi Son-hui"]
    assert actors["S. Jaishankar"] == actors["Subrahmanyam Jaishankar"]
    assert actors["Sanae Takaichi"] == actors["Takaichi Sanae"]


def test_similar_names_of_different_people_stay_apart() -> None:
    tables = resolved(
        "Vietnamese President Nguyen Xuan Phuc met Nguyen Xuan Thang, chairman of the council.",
        "Liu Jianchao, minister of the International Department of the CPC Central Committee, met "
        "Chinese official Liu Jianqiao.",
    )
    actors = who(tables)
    assert actors["Nguyen Xuan Phuc"] != actors["Nguyen Xuan Thang"]
    assert actors["Liu Jianchao"] != actors["Liu Jianqiao"]


def test_an_alias_joins_the_full_name() -> None:
    tables = resolved(
        "Pushpa Kamal Dahal, the Prime Minister of Nepal, known as Prachanda, spoke.\n\n"
        "Prachanda says that he is content."
    )
    assert who(tables)["Prachanda"] == {"pushpa-kamal-dahal"}


def test_an_office_makes_a_lone_name_a_person_and_joins_the_one_who_holds_it() -> None:
    tables = resolved(
        "South Korean President Yoon Suk-yeol toured Europe.",
        "South Korean President Yoon spoke, and Cambodia's King Sihamoni listened.",
    )
    actors = who(tables)
    assert actors["Yoon"] == {"yoon-suk-yeol"}
    assert actors["Sihamoni"] == {"sihamoni"}
    review = {row["surface"]: row["score"] for row in tables.name_review.to_pylist()}
    assert review == {"Yoon": 90.0}


def test_two_offices_on_one_name_and_a_new_office_later() -> None:
    tables = resolved(
        "Lin Wei, member of the Political Bureau of the CPC Central Committee and Chinese vice "
        "premier, spoke.",
        "Chinese Premier Lin Wei spoke.",
    )
    roles = {
        (row["role"], row["organisation_id"], row["first_date"].day)
        for row in tables.actor_roles.to_pylist()
    }
    assert roles == {
        ("member", "political-bureau-of-the-cpc-central-committee", 1),
        ("vice premier", None, 1),
        ("Premier", None, 2),
    }


def test_ambassadors_serve_the_country_that_sends_them() -> None:
    known = lexicon(REFERENCE)
    sent = parse_roles("Ambassador of the Republic of Serbia to China", known)
    assert [(role.role, role.country) for role in sent] == [("Ambassador to China", "SRB")]
    assert parse_roles("Chinese ambassador to Peru", known)[0].country == "CHN"


def test_names_of_bodies_come_apart_into_the_same_chain() -> None:
    known = lexicon(REFERENCE)
    same = [
        "Publicity Department of the Central Committee of the Communist Party of China",
        "CPC Central Committee’s Publicity Department",
        "Communist Party of China (CPC) Central Committee Publicity Department",
    ]
    assert len({chain_of(name, known) for name in same}) == 1
    assert chain_of("Moldovan Foreign Ministry", known) == chain_of(
        "Ministry of Foreign Affairs of the Republic of Moldova", known
    )
    assert display(chain_of("Moldovan Foreign Ministry", known), known) == (
        "Ministry of Foreign Affairs of Moldova"
    )


def test_acronyms_short_names_and_organs_find_their_body() -> None:
    tables = resolved(
        "A delegation of the Wandering Social Union of Chile (WSUC) met Wu Gang, Politburo member, "
        "of the Communist Party of China. The WSUC was glad. The Social Democratic Party of Japan "
        "came too; the Social Democratic Party brought flowers."
    )
    actors = who(tables)
    assert actors["WSUC"] == actors["Wandering Social Union of Chile"]
    assert actors["Social Democratic Party"] == {"social-democratic-party-of-japan"}


def test_meetings_are_counted() -> None:
    tables = resolved("Chinese Premier Lin Wei met Brazilian President Davi Moura.")
    participants = pa.table({"actor_id": ["lin-wei", "lin-wei", "davi-moura"]})
    counted = count_meetings(tables.actors, participants).to_pylist()
    assert {row["actor_id"]: row["n_meetings"] for row in counted} == {
        "lin-wei": 2,
        "davi-moura": 1,
    }
    assert counted[0]["country"] == "BRA"


def countries(tables: ActorTables) -> dict[str, str | None]:
    """Actor id → country."""
    return {row["actor_id"]: row["country"] for row in tables.actors.to_pylist()}


def test_lists_of_ministers_give_each_name_its_country() -> None:
    found = countries(
        resolved(
            "The Somali and Kenyan foreign ministers Abdi Warsame Duale and Ruth Cherono Kirui met "
            "today. He then saw the Foreign Ministers of the Republic of Belarus - Pavel Dzmitrok, "
            "the Islamic Republic of Iran Behrouz Kamalvand, and Kuwait, Nasser Al Mutlaq.\n\n"
            "The presidents of Rwanda and Uganda, Jean Habimana and Moses Okello Lubega, flew home."
        )
    )
    assert found == {
        "abdi-warsame-duale": "SOM",
        "ruth-cherono-kirui": "KEN",
        "pavel-dzmitrok": "BLR",
        "behrouz-kamalvand": "IRN",
        "nasser-al-mutlaq": "KWT",
        "jean-habimana": "RWA",
        "moses-okello-lubega": "UGA",
    }


def test_an_office_between_two_names_belongs_to_the_one_before_its_comma() -> None:
    found = countries(
        resolved(
            "He met the President of France, Alain Duvivier, the Chancellor of Lithuania, Jonas "
            "Petrauskis, and the Prime Minister of Italy, Paolo Ferrini.\n\n"
            "At the invitation of Minister Tomaz Vieiros, the Minister for Foreign Affairs of "
            "Angola, Mora Quental, will come in May."
        )
    )
    assert found["alain-duvivier"] == "FRA"
    assert found["jonas-petrauskis"] == "LTU"
    assert found["paolo-ferrini"] == "ITA"
    assert found["mora-quental"] == "AGO"
    assert found["tomaz-vieiros"] is None


def test_counterparts_and_heads_of_delegations_have_the_country_said_of_them() -> None:
    found = countries(
        resolved(
            "Kenya's ambassador Grace Wambui Kariuki sat with her Ethiopian counterpart Alem "
            "Tikea Bogale. The Turkish delegation, led by Sedat Olgun, and Tuba Erdem, who led a "
            "delegation from Chad, listened to Martin Mpana from Cameroon."
        )
    )
    assert found["alem-tikea-bogale"] == "ETH"
    assert found["sedat-olgun"] == "TUR"
    assert found["tuba-erdem"] == "TCD"
    assert found["martin-mpana"] == "CMR"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Ana Duarte met Neo Kgosi of Botswana on Wednesday.", "BWA"),
        ("Ana Duarte met on Wednesday with Neo Kgosi (Botswana).", "BWA"),
        ("Ana Duarte met Botswana's Neo Kgosi on Wednesday.", "BWA"),
        ("Ana Duarte received her Norwegian counterpart, Neo Kgosi, here.", "NOR"),
        (
            "Ana Duarte received on Wednesday a delegation of the Farmers' Union of Kenya led by "
            "Neo Kgosi.",
            "KEN",
        ),
        (
            "Ana Duarte received a delegation of the Group for Relations with Georgia led by "
            "Neo Kgosi.",
            None,
        ),
        ("Ana Duarte met Neo Kgosi to discuss Botswana.", None),
        ("Ana Duarte and Neo Kgosi met on Wednesday in Accra.", None),
    ],
)
def test_the_words_beside_a_name_give_its_country(text: str, country: str | None) -> None:
    assert countries(resolved(text))["neo-kgosi"] == country, text


def test_a_side_gives_its_members_their_country() -> None:
    found = countries(
        resolved(
            "Ana Duarte met Ingrid Solberg on Wednesday.\n\nFrom the Norwegian side, the meeting "
            "was attended by Nils Berg and Liv Aas."
        )
    )
    assert found["nils-berg"] == found["liv-aas"] == "NOR"


def test_middle_names_do_not_hide_a_known_person() -> None:
    tables = resolved("Minister Raychelle Awour Omamo spoke, as Mokgweetsi Eric Masisi had done.")
    assert countries(tables) == {"raychelle-omamo": "KEN", "mokgweetsi-masisi": "BWA"}


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        # one person in two romanisations
        ("Belarusian Foreign Minister Sergei Dashko spoke. Sergey Dashko left.", 1),
        ("Saudi envoy Adel al-Mutairi spoke. Saudi envoy Adel Mutairi left.", 1),
        ("Qatari envoy Mohammed Fakhro spoke.\n\nQatari envoy Mohamad Fakhroo left.", 1),
        ("Iraqi Minister Hussein Alwan spoke.\n\nIraqi Minister Hossain Alwan left.", 1),
        # two persons
        ("Iraqi Minister Hussein Alwan spoke.\n\nIraqi Minister Hassan Alwan left.", 2),
        ("Chinese envoy Li Wei spoke.\n\nChinese envoy Li Wai left.", 2),
    ],
)
def test_romanisations_of_one_name_are_one_person(text: str, actors: int) -> None:
    assert len(countries(resolved(text))) == actors


def test_a_king_is_no_prince_and_a_prince_goes_by_his_given_name() -> None:
    found = who(
        resolved(
            "Foreign Minister Prince Faisal bin Turki of Saudi Arabia brought the greetings of "
            "King Salman and Crown Prince Mohammed bin Salman.\n\nPrince Faisal then left."
        )
    )
    assert found["Faisal"] == {"faisal-bin-turki"}
    assert found["Salman"] != {"mohammed-bin-salman"}


def test_short_given_names_and_listed_surnames_mean_the_known_person() -> None:
    tables = resolved(
        "US Secretary of State Michael R. Pompeo met Minister Timothy Ward of Fiji in Washington.",
        "Secretary Pompeo and Minister Tim Ward of Fiji spoke. President Putin was not there.",
    )
    actors = who(tables)
    assert actors["Pompeo"] == actors["Michael R. Pompeo"] == {"mike-pompeo"}
    assert actors["Tim Ward"] == actors["Timothy Ward"]
    assert actors["Putin"] == {"vladimir-putin"}


def test_a_king_is_known_by_his_first_name_where_his_country_is_named() -> None:
    tables = resolved(
        "King Harald of Norway arrived on Monday.", "King Harald opened a school for players."
    )
    assert "harald-v" in who(tables)["Harald"]
    assert len(who(tables)["Harald"]) == 2


def test_a_son_named_by_his_fathers_is_not_the_father() -> None:
    tables = resolved(
        "Prince Sultan bin Salman bin Abdulaziz and Prince Salman bin Abdulaziz sat there."
    )
    actors = who(tables)
    assert actors["Sultan bin Salman bin Abdulaziz"] != actors["Salman bin Abdulaziz"]


def test_a_short_form_means_the_person_of_another_article_of_the_page() -> None:
    tables = resolved(
        "Cuban President Osvaldo Pereira-Canto spoke.",
        "A letter reached Pereira-Canto on Monday.",
        posts=(0, 0),
    )
    assert who(tables)["Pereira-Canto"] == {"osvaldo-pereira-canto"}


def test_a_demonym_keeps_a_body_from_a_foreign_one_of_the_same_name() -> None:
    assert chain_of("Danish Royal Court", lexicon(REFERENCE)).root != "saudi-royal-court"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        # who belongs to somebody of a known country
        (
            "Peru's President Ana Duarte sat beside her deputy, Neo Rivas, in Oslo.",
            "Neo Rivas",
            "PER",
        ),
        (
            "Kenya's President Ana Duarte came. His counterpart, Neo Rivas, spoke.",
            "Neo Rivas",
            None,
        ),
        (
            "Peru's President Ana Duarte, accompanied by Ambassador Neo Rivas, called on Ghana's "
            "Foreign Minister Kofi Owusu.",
            "Neo Rivas",
            "PER",
        ),
        # countries behind the names of a list, or in brackets with more
        (
            "The ambassadors are Neo Rivas, Chad, Ana Duarte, Belgium, and Liv Lund from Norway.",
            "Ana Duarte",
            "BEL",
        ),
        ("Among them is Neo Rivas (Ghana, Western Region) for trade.", "Neo Rivas", "GHA"),
        # a side that ended with its sentence
        (
            "The call was made by the Peruvian side. Earlier, Deputy Minister Neo Rivas rested.",
            "Neo Rivas",
            None,
        ),
        # each minister of his own country
        (
            "He met Prime Ministers Li Wei of Singapore and Neo Rivas of Fiji here.",
            "Neo Rivas",
            "FJI",
        ),
    ],
)
def test_company_lists_and_sides_give_countries(text: str, name: str, country: str | None) -> None:
    assert countries(resolved(text))[name.lower().replace(" ", "-")] == country, text


def test_a_general_name_is_not_the_listed_body_where_its_country_is_not_named() -> None:
    tables = resolved("Luxembourg's Chamber of Deputies met. The Chamber of Deputies voted.")
    assert {row["country"] for row in tables.actors.to_pylist()} == {"LUX"}


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("NATO", "North Atlantic Treaty Organization", True),
        ("Lao Ministry of Defence", "Ministry of Defence of Laos", True),
        ("Armenian parliament", "Parliament of the Republic of Armenia", True),
        ("Ministry of Health of Peru", "Ministry of Health of Chile", False),
        ("Ministry of Health", "Ministry of Trade", False),
        ("Lantern Society", "Harbour Society", False),
    ],
)
def test_two_names_of_one_body(left: str, right: str, same: bool) -> None:
    assert same_body(left, right, lexicon(REFERENCE)) is same


def test_iberian_names_that_share_parts_are_not_taken_for_a_listed_person() -> None:
    tables = resolved(
        "Timor-Leste's parliament speaker, Fernando La Sama de Araújo, spoke in Dili.",
        "Kenya's Defence Secretary Raychelle Awour Omamo spoke in Nairobi.",
    )
    found = countries(tables)
    assert found["fernando-la-sama-de-araujo"] != "COL"
    assert found["raychelle-omamo"] == "KEN"
