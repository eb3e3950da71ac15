"""Every form in which the genre reports a trip, one by one, in wording of our own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from event_text import Text, events

# Article dated Wednesday 2018-03-14, dateline Quito, where the case says nothing else.
DAY = date(2018, 3, 14)


def visits(*texts: Text) -> list[str]:
    """One line per visit: "kind status dates place/country: visitor", sorted."""
    lines = []
    for row in events(*texts).visits.to_pylist():
        where = f"{row['destination_place'] or '-'}/{row['destination_country'] or '-'}"
        lines.append(
            f"{row['kind'] or '-'} {row['status']} {_when(row)} {where}: {row['actor_id']}"
        )
    return sorted(lines)


def _when(row: dict[str, Any]) -> str:
    start, end, precision = row["date_start"], row["date_end"], row["date_precision"]
    if start is None:
        return "undated"
    if precision != "day":
        return f"{start:%Y}" if precision == "year" else f"{start:%Y-%m}"
    return f"{start:%Y-%m-%d}" + (f"..{end:%m-%d}" if end != start else "")


HELD: list[tuple[str, str, list[str]]] = [
    (
        "paid a state visit, range",
        "Chilean President {Marta Rojas:CHL} paid a state visit to Norway from February 5 to 8.",
        ["state held 2018-02-05..02-08 -/NOR: marta-rojas"],
    ),
    (
        "paid an official visit, city",
        "Foreign Minister {Olav Berg:NOR} of Norway paid an official visit to Santiago, "
        "Chile, on March 6, 2018.",
        ["official held 2018-03-06 Santiago/CHL: olav-berg"],
    ),
    (
        "visited, with month",
        "{Olav Berg:NOR}, Norway's foreign minister, visited Kenya in January.",
        ["- held 2018-01 -/KEN: olav-berg"],
    ),
    (
        "one row for each country toured",
        "{Olav Berg:NOR} toured Kenya, Uganda and Rwanda in February 2018.",
        [
            "- held 2018-02 -/KEN: olav-berg",
            "- held 2018-02 -/RWA: olav-berg",
            "- held 2018-02 -/UGA: olav-berg",
        ],
    ),
    (
        "toured countries, including",
        "{Marta Rojas:CHL} toured several African countries, including Ghana and "
        "Senegal, in late February.",
        ["- held 2018-02 -/GHA: marta-rojas", "- held 2018-02 -/SEN: marta-rojas"],
    ),
    (
        "each destination with its date",
        "{Olav Berg:NOR} visited Kenya in May 2016 and Uganda in June 2017.",
        ["- held 2016-05 -/KEN: olav-berg", "- held 2017-06 -/UGA: olav-berg"],
    ),
    (
        "two visits to one country",
        "{Marta Rojas:CHL} paid state visits to Ghana in 2011 and 2015.",
        ["state held 2011 -/GHA: marta-rojas", "state held 2015 -/GHA: marta-rojas"],
    ),
    (
        "arrived at the head of a delegation",
        "{Olav Berg:NOR} arrived in Quito on Monday at the head of a high-level delegation.",
        ["- held 2018-03-12 Quito/ECU: olav-berg"],
    ),
    (
        "at the head of a delegation between subject and verb",
        "{Olav Berg:NOR}, at the head of a delegation of business leaders, arrived "
        "Tuesday in Nairobi on a working visit.",
        ["working held 2018-03-13 Nairobi/KEN: olav-berg"],
    ),
    (
        "arrival with the length of the stay",
        "{Marta Rojas:CHL} arrived in Accra on March 5, 2018 on a three-day official visit.",
        ["official held 2018-03-05..03-07 Accra/GHA: marta-rojas"],
    ),
    (
        "is on a visit",
        "President {Luis Andrade:ECU} on Tuesday received {Olav Berg:NOR}, foreign "
        "minister of Norway, who is on a two-day visit to Ecuador.",
        ["- held 2018-03-13 Quito/ECU: olav-berg"],
    ),
    (
        "is on a visit, no destination: the dateline's country",
        "President {Luis Andrade:ECU} on Tuesday received {Olav Berg:NOR}, foreign "
        "minister of Norway, who is on an official visit.",
        ["official held 2018-03-13 Quito/ECU: olav-berg"],
    ),
    (
        "the visiting minister",
        "President {Luis Andrade:ECU} met the visiting Norwegian Foreign Minister {Olav "
        "Berg:NOR} on Tuesday.",
        ["- held 2018-03-13 Quito/ECU: olav-berg"],
    ),
    (
        "during his visit to",
        "{Olav Berg:NOR} said that during his visit to Kenya last month the two sides "
        "signed three agreements.",
        ["- held 2018-02 -/KEN: olav-berg"],
    ),
    (
        "possessive",
        "{Marta Rojas:CHL}'s state visit to Japan in October 2016 opened the door.",
        ["state held 2016-10 -/JPN: marta-rojas"],
    ),
    (
        "possessive with dates before the noun",
        "{Marta Rojas:CHL}'s February 12-13 state visit to Japan was a success.",
        ["state held 2018-02-12..02-13 -/JPN: marta-rojas"],
    ),
    (
        "possessive with the country before the noun",
        "{Olav Berg:NOR}'s Kenya trip last week was his second.",
        ["- held 2018-03 -/KEN: olav-berg"],
    ),
    (
        "visit by",
        "A recent visit to Uganda by {Olav Berg:NOR} has strengthened ties.",
        ["- held undated -/UGA: olav-berg"],
    ),
    (
        "visit of",
        "The visit of Foreign Minister {Olav Berg:NOR} to Uganda on 3-5 March 2018 has "
        "strengthened ties.",
        ["- held 2018-03-03..03-05 -/UGA: olav-berg"],
    ),
    (
        "travelled to",
        "Last Friday {Olav Berg:NOR} travelled to Nairobi for talks with the mediators.",
        ["- held 2018-03-09 Nairobi/KEN: olav-berg"],
    ),
    (
        "flew to",
        "{Olav Berg:NOR} flew to Kampala on 2 March.",
        ["- held 2018-03-02 Kampala/UGA: olav-berg"],
    ),
    (
        "came to",
        "{Olav Berg:NOR} came to Uganda for a donors' conference in December 2017.",
        ["- held 2017-12 -/UGA: olav-berg"],
    ),
    (
        "wrapped up",
        "{Marta Rojas:CHL} wrapped up her visit to Indonesia on Sunday.",
        ["- held 2018-03-11 -/IDN: marta-rojas"],
    ),
    (
        "concluded",
        "On March 10, {Marta Rojas:CHL} concluded a four-day working visit to Indonesia.",
        ["working held 2018-03-07..03-10 -/IDN: marta-rojas"],
    ),
    (
        "returned from",
        "{Marta Rojas:CHL} returned from a trip to Indonesia on Sunday.",
        ["- held 2018-03-11 -/IDN: marta-rojas"],
    ),
    (
        "led a delegation to",
        "{Olav Berg:NOR} led a trade delegation to Vietnam in November 2017.",
        ["- held 2017-11 -/VNM: olav-berg"],
    ),
    (
        "delegation headed by",
        "A delegation headed by {Olav Berg:NOR} visited Vietnam on November 20-22, 2017.",
        ["- held 2017-11-20..11-22 -/VNM: olav-berg"],
    ),
    (
        "the head of the delegation in the next sentence",
        "A delegation of Norwegian lawmakers visited Vietnam in November 2017. It was "
        "headed by {Olav Berg:NOR}.",
        ["- held 2017-11 -/VNM: olav-berg"],
    ),
    (
        "party delegation",
        "A delegation of the {=Socialist Party of Chile:CHL} headed by {Marta Rojas:CHL} "
        "visited Vietnam in November 2017.",
        ["party held 2017-11 -/VNM: marta-rojas"],
    ),
    (
        "stayed in",
        "{Marta Rojas:CHL} stayed in Lisbon from 1 to 4 March 2018.",
        ["- held 2018-03-01..03-04 Lisbon/PRT: marta-rojas"],
    ),
    (
        "was in",
        "{Marta Rojas:CHL} was in Portugal from March 1 to 4 to attend a forum on oceans.",
        ["- held 2018-03-01..03-04 -/PRT: marta-rojas"],
    ),
    (
        "has been to",
        "{Olav Berg:NOR} had been to Kampala two days earlier.",
        ["- held 2018-03-12 Kampala/UGA: olav-berg"],
    ),
    (
        "the first to visit",
        "{Olav Berg:NOR} became the first Norwegian foreign minister to visit Uganda in 2017.",
        ["- held 2017 -/UGA: olav-berg"],
    ),
    (
        "when he visited",
        "{Olav Berg:NOR} recalled that when he visited Uganda in 2014, the road did not exist.",
        ["- held 2014 -/UGA: olav-berg"],
    ),
    (
        "a factory abroad",
        "On 3 March {Olav Berg:NOR} visited a cement factory in Jinja, Uganda.",
        ["- held 2018-03-03 Jinja/UGA: olav-berg"],
    ),
    (
        "the same trip told twice",
        "{Marta Rojas:CHL} paid an official visit to Ghana on March 5-7, 2018.\n\nDuring "
        "her visit to Ghana, {Rojas~marta-rojas:CHL} opened a school.",
        ["official held 2018-03-05..03-07 -/GHA: marta-rojas"],
    ),
    (
        "two trips to one country stay apart",
        "{Marta Rojas:CHL} visited Ghana on March 5, 2018. She had also visited Ghana in May 2013.",
        ["- held 2013-05 -/GHA: marta-rojas", "- held 2018-03-05 -/GHA: marta-rojas"],
    ),
    (
        "left to visit",
        "A delegation of the {=Green Party:FIN} led by {Olav Berg:NOR} left on Tuesday to visit "
        "Cuba.",
        ["party held 2018-03-13 -/CUB: olav-berg"],
    ),
    (
        "arrival after an opening phrase",
        "Upon his arrival in Lima on Monday, {Olav Berg:NOR} laid a wreath.",
        ["- held 2018-03-12 Lima/PER: olav-berg"],
    ),
    (
        "his return from",
        "Speaking on his return from Peru, {Olav Berg:NOR} said the talks had gone well.",
        ["- held undated -/PER: olav-berg"],
    ),
    (
        "his visits, each dated",
        "{Olav Berg:NOR} recalled his visits to Peru in 2012 and 2014.",
        ["- held 2012 -/PER: olav-berg", "- held 2014 -/PER: olav-berg"],
    ),
    (
        "dates in the next sentence",
        "{Olav Berg:NOR} has concluded a working visit to Peru. The visit took place from "
        "March 1 to 3.",
        ["working held 2018-03-01..03-03 -/PER: olav-berg"],
    ),
    (
        "arrived here",
        "{Olav Berg:NOR} arrived here on Monday.",
        ["- held 2018-03-12 Quito/ECU: olav-berg"],
    ),
    (
        "the host is named first",
        "{Luis Andrade:ECU} hosted {Olav Berg:NOR} during his state visit to Ecuador in June 2017.",
        ["state held 2017-06 -/ECU: olav-berg"],
    ),
    (
        "two legs, each with its day",
        "{Olav Berg:NOR} travelled to India on Monday and to Nepal on Tuesday.",
        ["- held 2018-03-12 -/IND: olav-berg", "- held 2018-03-13 -/NPL: olav-berg"],
    ),
    (
        "left for",
        "{Olav Berg:NOR} left Oslo for New Delhi on Tuesday.",
        ["- held 2018-03-13 New Delhi/IND: olav-berg"],
    ),
    (
        "jetted off",
        "{Olav Berg:NOR} jetted off to Lagos on Monday for a summit.",
        ["- held 2018-03-12 Lagos/NGA: olav-berg"],
    ),
    (
        "was in, with an opening date",
        "Last Friday {Olav Berg:NOR} was in Kigali, where he met President {Paul Nkusi:RWA}.",
        ["- held 2018-03-09 Kigali/RWA: olav-berg"],
    ),
    (
        "abbreviated countries",
        "{Olav Berg:NOR} visited the US and the UK in January.",
        ["- held 2018-01 -/GBR: olav-berg", "- held 2018-01 -/USA: olav-berg"],
    ),
    (
        "transit",
        "{Olav Berg:NOR} transited through Dubai on Monday.",
        ["- held 2018-03-12 Dubai/ARE: olav-berg"],
    ),
    (
        "in the country for a visit",
        "Foreign Minister {Olav Berg:NOR}, who is in the country for a three-day visit, met "
        "President {Luis Andrade:ECU} on Tuesday.",
        ["- held 2018-03-13 Quito/ECU: olav-berg"],
    ),
    (
        "led a delegation that paid a visit",
        "{Marta Rojas:CHL} led a delegation that paid an official visit to Cuba from March 1 to 3.",
        ["official held 2018-03-01..03-03 -/CUB: marta-rojas"],
    ),
    (
        "is paying",
        "{Olav Berg:NOR} is paying an official visit to India at the invitation of Prime Minister "
        "{Arun Mehta:IND}.",
        ["official held 2018-03-14 -/IND: olav-berg"],
    ),
]

HELD += [
    (
        "a tour that also took him elsewhere",
        "On the last day of his tour that also took him to Benin and Togo, {Olav Berg:NOR} became "
        "the first Norwegian minister to visit Ghana.",
        [
            "- held undated -/BEN: olav-berg",
            "- held undated -/GHA: olav-berg",
            "- held undated -/TGO: olav-berg",
        ],
    ),
    (
        "the owner is the one who was welcomed",
        "President {Luis Andrade:ECU} welcomed Foreign Minister {Olav Berg:NOR} on his arrival in "
        "Guayaquil on Monday.",
        ["- held 2018-03-12 Guayaquil/ECU: olav-berg"],
    ),
    (
        "arrived to pay",
        "{Marta Rojas:CHL} arrived in Accra on Monday to pay an official visit to Ghana.",
        ["official held 2018-03-12 Accra/GHA: marta-rojas"],
    ),
    (
        "quotation marks around its adjectives",
        '{Marta Rojas:CHL} concluded her "warm and useful" two-day official visit to Ghana and '
        "left for home on Monday.",
        ["official held 2018-03-11..03-12 -/GHA: marta-rojas"],
    ),
    (
        "met at the airport",
        "{Olav Berg:NOR} was met at the airport on Monday by Ecuador's foreign minister, "
        "{Ana Silva:ECU}.",
        ["- held 2018-03-12 Quito/ECU: olav-berg"],
    ),
    (
        "flew in from",
        "{Olav Berg:NOR} had flown in from Nairobi, where he dined with {Amos Tui:KEN}.",
        ["- held undated Nairobi/KEN: olav-berg"],
    ),
    (
        "back after days abroad",
        "{Olav Berg:NOR} is back in Oslo after three days in Peru.",
        ["- held undated -/PER: olav-berg"],
    ),
    (
        "invited by somebody, no destination",
        "{Marta Rojas:CHL} paid an official visit in January at the invitation of President "
        "{Kwame Osei:GHA}.",
        ["official held 2018-01 -/GHA: marta-rojas"],
    ),
    (
        "no verb in the title",
        "# {Olav Berg:NOR} in Kigali for talks on fisheries\n\nThe two sides expect little.",
        ["- held undated Kigali/RWA: olav-berg"],
    ),
    (
        "no verb in an aside",
        "{Olav Berg:NOR}, in Kigali for consultations, told reporters that the road was safe.",
        ["working held 2018-03-14 Kigali/RWA: olav-berg"],
    ),
    (
        "the delegation that arrived here",
        "A delegation of the {=Workers Front:} led by {Ivo Lenz:}, its secretary, arrived here by "
        "air on Monday.",
        ["party held 2018-03-12 Quito/ECU: ivo-lenz"],
    ),
    (
        "travelled on after talks with others",
        "{Olav Berg:NOR} met {Amos Tui:KEN} and {Eve Wanjiru:KEN} before travelling on to Uganda "
        "on Monday.",
        ["- held 2018-03-12 -/UGA: olav-berg"],
    ),
    (
        "the office in the title, the name in the text",
        "# Norwegian foreign minister visits Rwanda\n\nForeign Minister {Olav Berg:NOR} was "
        "received by the president on Monday.",
        ["- held undated -/RWA: olav-berg"],
    ),
]

ANNOUNCED: list[tuple[str, str, list[str]]] = [
    (
        "will pay",
        "{Marta Rojas:CHL} will pay a state visit to Japan on April 10-12.",
        ["state announced 2018-04-10..04-12 -/JPN: marta-rojas"],
    ),
    (
        "is to visit",
        "{Olav Berg:NOR} is to visit Peru next month.",
        ["- announced 2018-04 -/PER: olav-berg"],
    ),
    (
        "will travel to",
        "{Olav Berg:NOR} will travel to Lima and Bogotá later this year.",
        ["- announced 2018 Bogotá/COL: olav-berg", "- announced 2018 Lima/PER: olav-berg"],
    ),
    (
        "ahead of his trip",
        "{Olav Berg:NOR} spoke to reporters ahead of his trip to Peru.",
        ["- announced undated -/PER: olav-berg"],
    ),
    (
        "upcoming visit",
        "They discussed {Marta Rojas:CHL}'s upcoming visit to Japan.",
        ["- announced undated -/JPN: marta-rojas"],
    ),
    (
        "present tense of a later date",
        "{Marta Rojas:CHL} arrives in Tokyo on April 10.",
        ["- announced 2018-04-10 Tokyo/JPN: marta-rojas"],
    ),
    (
        "is due in",
        "{Marta Rojas:CHL} is due in Lima on Friday.",
        ["- announced 2018-03-16 Lima/PER: marta-rojas"],
    ),
    (
        "several cities of several countries",
        "{Marta Rojas:CHL} will travel to London, Brussels, and Riyadh March 18-22, 2018.",
        [
            "- announced 2018-03-18..03-22 Brussels/BEL: marta-rojas",
            "- announced 2018-03-18..03-22 London/GBR: marta-rojas",
            "- announced 2018-03-18..03-22 Riyadh/SAU: marta-rojas",
        ],
    ),
    (
        "said she would",
        "{Marta Rojas:CHL} announced that she would visit Peru in May.",
        ["- announced 2018-05 -/PER: marta-rojas"],
    ),
    (
        "title and text",
        "# {Rojas~marta-rojas:CHL} to visit Peru\n\n{Marta Rojas:CHL} will be in Lima from April "
        "2 to 5.",
        ["- announced 2018-04-02..04-05 Lima/PER: marta-rojas"],
    ),
    (
        "the visit of somebody who is yet to come",
        "{Olav Berg:NOR} flew to Lima on 2 March to prepare the visit of {Marta Rojas:CHL}.",
        ["- announced undated Lima/PER: marta-rojas", "- held 2018-03-02 Lima/PER: olav-berg"],
    ),
]

ANNOUNCED += [
    (
        "a trip with stops",
        "{Olav Berg:NOR} will depart for a trip to the region this month, with stops in Benin, "
        "Togo and Ghana.",
        [
            "- announced 2018-03 -/BEN: olav-berg",
            "- announced 2018-03 -/GHA: olav-berg",
            "- announced 2018-03 -/TGO: olav-berg",
        ],
    ),
    (
        "left on a tour that will take him",
        "{Olav Berg:NOR} left here on Monday on an African tour that will take him to Benin.",
        ["- announced 2018-03-12 -/BEN: olav-berg"],
    ),
    (
        "begins his tour from",
        "{Olav Berg:NOR} will begin his tour from the West African nation of Benin in April.",
        ["- announced 2018-04 -/BEN: olav-berg"],
    ),
    (
        "first stop",
        "{Olav Berg:NOR} will travel to Benin and Togo in April. {Berg~olav-berg:NOR}'s first stop "
        "is Benin.",
        ["- announced 2018-04 -/BEN: olav-berg", "- announced 2018-04 -/TGO: olav-berg"],
    ),
    (
        "travels for her visit",
        "{Marta Rojas:CHL} will travel to Lima on April 10 for her second visit to Peru.",
        ["- announced 2018-04-10 Lima/PER: marta-rojas"],
    ),
    (
        "what is only named is still to come",
        "{Marta Rojas:CHL} will visit Peru in May. {Rojas~marta-rojas:CHL}'s trip to Peru comes at "
        "a good time.",
        ["- announced 2018-05 -/PER: marta-rojas"],
    ),
]

NONE: list[tuple[str, str]] = [
    ("invited", "{Luis Andrade:ECU} invited {Marta Rojas:CHL} to visit Ecuador."),
    ("invited to pay", "{Marta Rojas:CHL} was invited to pay a state visit to Ecuador."),
    ("cancelled", "{Marta Rojas:CHL} cancelled her visit to Japan."),
    ("postponed", "{Marta Rojas:CHL}'s visit to Japan has been postponed."),
    ("hypothetical", "{Marta Rojas:CHL} might visit Japan if the talks succeed."),
    ("would", "A visit to Japan by {Marta Rojas:CHL} would send a signal."),
    ("negated", "{Marta Rojas:CHL} has not visited Japan since she took office."),
    ("refused", "{Marta Rojas:CHL} refused to travel to Japan."),
    ("generic", "{Marta Rojas:CHL} frequently visits Japan."),
    ("each time", "{Marta Rojas:CHL} buys books each time she visits Japan."),
    ("hoped", "{Marta Rojas:CHL} hopes to visit Japan."),
    ("cancelled in a title", "# {Marta Rojas:CHL}'s visit to Japan cancelled\n\nNothing else."),
    (
        "postponed after it was announced",
        "{Marta Rojas:CHL} has postponed her visits to Japan and Korea.\n\nShe was to visit Japan "
        "from April 10 to 12.",
    ),
    (
        "called off in the next sentence",
        "{Marta Rojas:CHL} was to visit Japan in April. The visit has been called off.",
    ),
    ("a town of the president's own country", "President {Ada Bell:} arrived in Lyon on Monday."),
    ("at home", "{Marta Rojas:CHL} visited Valparaíso on Monday."),
    ("a museum at home", "{Marta Rojas:CHL} visited the Museum of Memory on Monday."),
    ("tourists", "{Marta Rojas:CHL} said that Chile welcomes more tourists to visit the country."),
    ("rumours", "{Marta Rojas:CHL} denied rumours of a visit to Japan."),
    ("country unknown, town of the dateline's country", "{Marta Rojas:} visited Temuco on Monday."),
    ("condition", "If {Marta Rojas:CHL} visits Peru, protesters will gather."),
    ("speculation", "There is speculation that {Marta Rojas:CHL} will visit Peru."),
    ("delayed", "{Marta Rojas:CHL}'s trip to Peru, planned for May, has been delayed."),
    ("no visit", "No visit to Peru by {Marta Rojas:CHL} is planned."),
    ("was to have", "{Marta Rojas:CHL} was to have visited Peru in May but fell ill."),
    ("on several occasions", "{Marta Rojas:CHL} has visited Peru on several occasions."),
    ("came to power", "{Marta Rojas:CHL} came to power in 2014."),
]


HELD += [
    (
        "praised for paying a visit",
        "{Luis Andrade:ECU} thanked {Olav Berg:NOR} for paying a visit to Peru in May 2017.",
        ["- held 2017-05 -/PER: olav-berg"],
    ),
    (
        "led a delegation on a visit",
        "{Marta Rojas:CHL} will lead the ministry's delegation on a working visit to Oslo in June.",
        ["working announced 2018-06 Oslo/NOR: marta-rojas"],
    ),
    (
        "that of another",
        "The visit reciprocates that of {Marta Rojas:CHL} to Oslo in November 2016.",
        ["- held 2016-11 Oslo/NOR: marta-rojas"],
    ),
    (
        "the first of a minister",
        "Foreign Minister {Olav Berg:NOR} was received at the palace on Monday. It is the first "
        "visit to Ecuador by a Norwegian foreign minister.",
        ["- held undated -/ECU: olav-berg"],
    ),
    (
        "where she is attending",
        "{Marta Rojas:CHL} spoke to students in Nairobi, where she is attending the assembly.",
        ["- held 2018-03-14 Nairobi/KEN: marta-rojas"],
    ),
    (
        "in the country to open",
        "President {Luis Andrade:ECU} received {Olav Berg:NOR}, who is in the country to open a "
        "school.",
        ["- held 2018-03-14 Quito/ECU: olav-berg"],
    ),
    (
        "returned from a town with its country",
        "{Olav Berg:NOR} returned from Lusaka, Zambia, yesterday (March 13).",
        ["- held 2018-03-13 Lusaka/ZMB: olav-berg"],
    ),
    (
        "a guest left",
        "President {Olav Berg:NOR} left Harare on Monday, seen off by {Tendai Moyo:ZWE}.",
        ["- held 2018-03-12 Harare/ZWE: olav-berg"],
    ),
    (
        "on the ground",
        "{Olav Berg:NOR} is on the ground in Suva for the forum.",
        ["- held 2018-03-14 Suva/FJI: olav-berg"],
    ),
    (
        "with other officials",
        "{Olav Berg:NOR} and other ministers of the northern countries are on a visit to Japan.",
        ["- held 2018-03-14 -/JPN: olav-berg"],
    ),
    (
        "two blanks between words",
        "{Olav Berg:NOR} arrived  in  Kenya on  Monday.",
        ["- held 2018-03-12 -/KEN: olav-berg"],
    ),
    (
        "his delegation, who are on a visit",
        "{Luis Andrade:ECU} received {Olav Berg:NOR}, president of the union, and his delegation, "
        "who are on a visit to Ecuador from 12 to 15 March.",
        ["- held 2018-03-12..03-15 -/ECU: olav-berg"],
    ),
]


HELD += [
    (
        "home from a visit of some days",
        "{Olav Berg:NOR} arrived in Oslo shortly before midnight on Monday from his three-day "
        "official trip to Peru.",
        ["official held 2018-03-10..03-12 -/PER: olav-berg"],
    ),
    (
        "home after a weeklong visit",
        "{Olav Berg:NOR} returned home on Monday after a weeklong visit to Peru.",
        ["- held 2018-03-06..03-12 -/PER: olav-berg"],
    ),
    (
        "left after a stay of three days",
        "{Olav Berg:NOR} was in Zimbabwe on a three-day state visit. President "
        "{Olav Berg~olav-berg:NOR} left Harare on Monday.",
        ["state held 2018-03-12 Harare/ZWE: olav-berg"],
    ),
    (
        "thanked for the visit",
        "{Luis Andrade:ECU} commended {Marta Rojas:CHL} for the visit to Ecuador, "
        "said {Tendai Moyo:ZWE}.",
        ["- held undated -/ECU: marta-rojas"],
    ),
    (
        "the first leg of somebody's tour",
        "Kenya is the first leg of {Olav Berg:NOR}'s African tour.",
        ["- held undated -/KEN: olav-berg"],
    ),
    (
        "to our country",
        "President {Luis Andrade:ECU} received on Monday {Olav Berg:NOR}, who is on an official "
        "visit to our country.",
        ["official held 2018-03-12 Quito/ECU: olav-berg"],
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), HELD, ids=[case[0] for case in HELD])
def test_trip_that_was_made(name: str, text: str, expected: list[str]) -> None:
    assert visits(Text(text, DAY, "Quito")) == expected, name


@pytest.mark.parametrize(
    ("name", "text", "expected"), ANNOUNCED, ids=[case[0] for case in ANNOUNCED]
)
def test_trip_that_is_announced(name: str, text: str, expected: list[str]) -> None:
    assert visits(Text(text, DAY, "Quito")) == expected, name


@pytest.mark.parametrize(("name", "text"), NONE, ids=[case[0] for case in NONE])
def test_no_trip(name: str, text: str) -> None:
    assert visits(Text(text, DAY, "Santiago")) == [], name


def test_a_later_report_turns_an_announced_trip_into_one_that_was_made() -> None:
    announced = Text(
        "{Marta Rojas:CHL} will pay a state visit to Japan on March 20-22.", DAY, "Santiago"
    )
    held = Text(
        "{Marta Rojas:CHL} paid a state visit to Japan on March 20-22.",
        date(2018, 3, 23),
        "Santiago",
        post=1,
        document="ffffffffffff",
    )
    assert visits(announced, held) == ["state held 2018-03-20..03-22 -/JPN: marta-rojas"]


def test_meetings_in_the_country_at_the_time_refer_to_the_visit() -> None:
    tables = events(
        Text(
            "{Marta Rojas:CHL} paid a state visit to Japan on March 5-7, 2018.\n\n"
            "On March 6, {Rojas~marta-rojas:CHL} met Prime Minister {Ken Sato:JPN} in Tokyo.\n\n"
            "On March 9, {Rojas~marta-rojas:CHL} met {Olav Berg:NOR} in Santiago.",
            DAY,
            "Santiago",
        )
    )
    linked = {row["title"]: row["visit_id"] for row in tables.meetings.to_pylist()}
    assert linked == {
        "Marta Rojas meets Ken Sato": "2018-03-05-marta-rojas-jpn",
        "Marta Rojas meets Olav Berg": None,
    }


def test_an_undated_visit_takes_the_days_of_its_meetings() -> None:
    text = (
        "During her visit to Japan, {Marta Rojas:CHL} met Prime Minister {Ken Sato:JPN} in Tokyo "
        "on March 6, 2018."
    )
    assert visits(Text(text, DAY, "Santiago")) == ["- held 2018-03-06 Tokyo/JPN: marta-rojas"]


def test_purpose_and_evidence_are_the_words_of_the_text() -> None:
    text = (
        "Rain fell in Santiago. {Olav Berg:NOR} travelled to Chile on March 5, 2018 to attend the "
        "forum on oceans."
    )
    (row,) = events(Text(text, DAY, "Santiago")).visits.to_pylist()
    assert row["purpose"] == "attend the forum on oceans"
    assert row["evidence"] == (
        "Olav Berg travelled to Chile on March 5, 2018 to attend the forum on oceans."
    )


def test_evidence_spans_cut_the_sentence_out_of_the_document() -> None:
    plain = "Rain fell. Olav Berg visited Kenya in January. Nobody minded."
    marked = plain.replace("Olav Berg", "{Olav Berg:NOR}")
    (source,) = events(Text(marked, DAY, "Oslo")).visit_sources.to_pylist()
    cut = plain[source["char_start"] : source["char_end"]]
    assert cut == "Olav Berg visited Kenya in January."


REJECTED: list[tuple[str, str]] = [
    ("{Marta Rojas:CHL} cancelled her visit to Japan.", "cancelled"),
    ("{Marta Rojas:CHL}'s visit to Japan has been postponed.", "cancelled"),
    ("{Marta Rojas:CHL} refused to travel to Japan.", "refused"),
    ("{Marta Rojas:CHL} has not visited Japan.", "negated"),
    ("{Marta Rojas:CHL} hopes to visit Japan.", "wished"),
    ("{Marta Rojas:CHL} frequently visits Japan.", "generic"),
]


@pytest.mark.parametrize(("text", "reason"), REJECTED, ids=[case[0][17:] for case in REJECTED])
def test_trip_that_is_rejected_leaves_its_reason(text: str, reason: str) -> None:
    found = events(Text(text, DAY, "Quito")).rejected_events.to_pylist()
    assert reason in [row["reason"] for row in found]
