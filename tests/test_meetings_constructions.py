"""Every form in which the genre reports an encounter, one by one, in wording of our own."""

from __future__ import annotations

from datetime import date

import pytest
from event_text import Text, events, summary

# Article dated Thursday 2017-05-18, dateline Lima, where the case says nothing else.
DAY = date(2017, 5, 18)

HELD: list[tuple[str, str, list[str]]] = [
    (
        "active with 'met with'",
        (
            "Peruvian President {Rosa Quispe:PER} met with Swedish Foreign Minister {Jonas "
            "Lindqvist:SWE}"
            " in Lima on Tuesday."
        ),
        ["meeting held 2017-05-16 Lima/PER: jonas-lindqvist, rosa-quispe"],
    ),
    (
        "active, bare 'met', opening date",
        (
            "On May 3, 2016, President {Rosa Quispe:PER} met {Jonas Lindqvist:SWE}, Minister for "
            "Foreign Affairs of Sweden, in Stockholm."
        ),
        ["meeting held 2016-05-03 Stockholm/SWE: jonas-lindqvist, rosa-quispe"],
    ),
    (
        "apposition with commas between subject and verb",
        (
            "{Jonas Lindqvist:SWE}, Minister for Foreign Affairs and deputy leader of the "
            "{=Centre Party:SWE}"
            ", met here today with {Rosa Quispe:PER}, President of Peru."
        ),
        ["meeting held 2017-05-18 Lima/PER: jonas-lindqvist, rosa-quispe"],
    ),
    (
        "reciprocal met",
        (
            "President {Rosa Quispe:PER} and Foreign Minister {Jonas Lindqvist:SWE} met in Geneva "
            "last Friday."
        ),
        ["meeting held 2017-05-12 Geneva/CHE: jonas-lindqvist, rosa-quispe"],
    ),
    (
        "reciprocal talks",
        "{Rosa Quispe:PER} and {Jonas Lindqvist:SWE} held talks in Lima on Wednesday on trade.",
        ["talks held 2017-05-17 Lima/PER: jonas-lindqvist, rosa-quispe"],
    ),
    (
        "held talks with, object first date",
        (
            "Foreign Minister {Jonas Lindqvist:SWE} on Monday held wide-ranging talks with his "
            "Peruvian counterpart, {Ana Huaman:PER}."
        ),
        ["talks held 2017-05-15 -/-: ana-huaman, jonas-lindqvist"],
    ),
    (
        "passive received",
        (
            "Foreign Minister {Jonas Lindqvist:SWE} was received by President {Rosa Quispe:PER} at "
            "the Government Palace in Lima on Thursday."
        ),
        ["meeting held 2017-05-18 Lima/PER: jonas-lindqvist, rosa-quispe"],
    ),
    (
        "active received",
        (
            "President {Rosa Quispe:PER} received Swedish Ambassador {Karin Ek:SWE} on Wednesday "
            "morning."
        ),
        ["meeting held 2017-05-17 Lima/PER: karin-ek, rosa-quispe"],
    ),
    (
        "received a delegation led by",
        (
            "Prime Minister {Rosa Quispe:PER} yesterday received a parliamentary delegation led by "
            "Speaker {Jonas Lindqvist:SWE}."
        ),
        ["meeting held 2017-05-17 Lima/PER: jonas-lindqvist, rosa-quispe"],
    ),
    (
        "nominal opening with later subject",
        (
            "In a meeting with Kenyan President {Amina Otieno:KEN} in Nairobi on May 9, Prime "
            "Minister {Henrik Dahl:DNK} praised the two countries' partnership."
        ),
        ["meeting held 2017-05-09 Nairobi/KEN: amina-otieno, henrik-dahl"],
    ),
    (
        "possessive opening",
        (
            "During his talks with President {Amina Otieno:KEN} on May 9, {Henrik Dahl:DNK} "
            "offered support for clean water."
        ),
        ["talks held 2017-05-09 -/-: amina-otieno, henrik-dahl"],
    ),
    (
        "talks between … were held",
        (
            "Talks between President {Amina Otieno:KEN} and Prime Minister {Henrik Dahl:DNK} were "
            "held in Nairobi on May 9."
        ),
        ["talks held 2017-05-09 Nairobi/KEN: amina-otieno, henrik-dahl"],
    ),
    (
        "following talks, the two",
        (
            "Prime Minister {Henrik Dahl:DNK} arrived in Nairobi on May 9.\n\nFollowing talks with "
            "President {Amina Otieno:KEN} on the same day, the two signed a joint declaration."
        ),
        ["talks held 2017-05-09 Nairobi/KEN: amina-otieno, henrik-dahl"],
    ),
    (
        "participle with dangling subject",
        (
            "Meeting the Danish visitors on May 9, President {Amina Otieno:KEN} said that Kenya "
            "values friendship."
        ),
        [],
    ),
    (
        "participle with named object",
        (
            "Meeting with Danish Prime Minister {Henrik Dahl:DNK} on May 9 in Nairobi, "
            "President {Amina Otieno:KEN}"
            " said that Kenya values friendship."
        ),
        ["meeting held 2017-05-09 Nairobi/KEN: amina-otieno, henrik-dahl"],
    ),
    (
        "participle, visitors named before",
        (
            "A Danish delegation headed by {Henrik Dahl:DNK} arrived in Nairobi on May "
            "8.\n\nMeeting the Danish visitors the next day, President {Amina Otieno:KEN} said "
            "that Kenya values friendship."
        ),
        ["meeting held 2017-05-09 Nairobi/KEN: amina-otieno, henrik-dahl"],
    ),
    (
        "led delegation as subject",
        (
            "A delegation of the {=Workers' League:URY}, led by its chairman {Diego Sosa:URY}, met "
            "with {Le Thi Hoa:VNM}, head of the external relations commission, in Hanoi on 4 "
            "May."
        ),
        ["meeting held 2017-05-04 Hanoi/VNM: diego-sosa, le-thi-hoa"],
    ),
    (
        "courtesy call",
        (
            "Ambassador {Karin Ek:SWE} paid a courtesy call on Foreign Minister {Ana Huaman:PER} "
            "on Tuesday."
        ),
        ["courtesy_call held 2017-05-16 -/PER: ana-huaman, karin-ek"],
    ),
    (
        "called on",
        (
            "Visiting Foreign Minister {Jonas Lindqvist:SWE} called on President {Rosa Quispe:PER} "
            "in Lima today."
        ),
        ["courtesy_call held 2017-05-18 Lima/PER: jonas-lindqvist, rosa-quispe"],
    ),
    (
        "co-chaired together with",
        (
            "Deputy Prime Minister {Ana Huaman:PER} co-chaired the third meeting of the "
            "Peru-Sweden Joint Commission together with State Secretary {Jonas Lindqvist:SWE} in "
            "Lima on May 16."
        ),
        ["conference held 2017-05-16 Lima/PER: ana-huaman, jonas-lindqvist"],
    ),
    (
        "hosted a banquet in honour of",
        (
            "President {Rosa Quispe:PER} hosted a state banquet in honour of King {Olav Berg:NOR} "
            "at the palace on May 10."
        ),
        ["reception held 2017-05-10 -/PER: olav-berg, rosa-quispe"],
    ),
    (
        "embassy reception, ambassador named later",
        (
            "The {=Swedish Embassy in Peru:SWE} hosted a reception in Lima on May 16 in the "
            "presence of Foreign Minister {Ana Huaman:PER}.\n\nIn her remarks, Swedish "
            "Ambassador {Karin Ek:SWE} thanked the guests."
        ),
        ["reception held 2017-05-16 Lima/PER: ana-huaman, karin-ek"],
    ),
    (
        "ceremony attended by, in the next sentence",
        (
            "The {=Swedish Embassy in Peru:SWE} held a ceremony in Lima on May 16 to mark the "
            "anniversary. The event was attended by Foreign Minister {Ana Huaman:PER} and many "
            "scholars.\n\nSwedish Ambassador {Karin Ek:SWE} said the friendship had grown."
        ),
        ["ceremony held 2017-05-16 Lima/PER: ana-huaman, karin-ek"],
    ),
    (
        "telephone",
        (
            "President {Rosa Quispe:PER} spoke by phone with Prime Minister {Henrik Dahl:DNK} on "
            "Wednesday."
        ),
        ["call held 2017-05-17 -/-: henrik-dahl, rosa-quispe"],
    ),
    (
        "telephone conversation as noun",
        (
            "Foreign Minister {Ana Huaman:PER} held a telephone conversation with Foreign Minister "
            "{Jonas Lindqvist:SWE} on May 12."
        ),
        ["call held 2017-05-12 -/-: ana-huaman, jonas-lindqvist"],
    ),
    (
        "video meeting",
        "{Ana Huaman:PER} and {Jonas Lindqvist:SWE} met via video link on May 12.",
        ["call held 2017-05-12 -/-: ana-huaman, jonas-lindqvist"],
    ),
    (
        "interview",
        (
            "In an interview with reporter {Sara Cole:GBR} on May 12, President {Rosa Quispe:PER} "
            "defended the budget."
        ),
        ["interview held 2017-05-12 -/-: rosa-quispe, sara-cole"],
    ),
    (
        "on the sidelines",
        (
            "On the sidelines of the climate conference in Bonn, Foreign Minister {Ana Huaman:PER} "
            "met with Environment Minister {Jonas Lindqvist:SWE} on May 11."
        ),
        ["meeting held 2017-05-11 Bonn/DEU: ana-huaman, jonas-lindqvist"],
    ),
    (
        "trilateral",
        (
            "Presidents {Rosa Quispe:PER}, {Luis Mamani:BOL} and {Clara Rojas:CHL} held a "
            "trilateral summit in Arica on May 6."
        ),
        ["meeting held 2017-05-06 Arica/CHL: clara-rojas, luis-mamani, rosa-quispe"],
    ),
    (
        "two objects on two days",
        (
            "{Jonas Lindqvist:SWE} met with President {Rosa Quispe:PER} on Monday and with Foreign "
            "Minister {Ana Huaman:PER} on Tuesday."
        ),
        [
            "meeting held 2017-05-15 -/-: jonas-lindqvist, rosa-quispe",
            "meeting held 2017-05-16 -/-: ana-huaman, jonas-lindqvist",
        ],
    ),
    (
        "coordinated verbs with one subject",
        (
            "On May 15, Deputy Minister {Jonas Lindqvist:SWE} held consultations with {Ana "
            "Huaman:PER}"
            " in Lima and paid a courtesy call on President {Rosa Quispe:PER}."
        ),
        [
            "consultation held 2017-05-15 Lima/PER: ana-huaman, jonas-lindqvist",
            "courtesy_call held 2017-05-15 Lima/PER: jonas-lindqvist, rosa-quispe",
        ],
    ),
    (
        "attendees in a later sentence",
        (
            "President {Rosa Quispe:PER} met with {Jonas Lindqvist:SWE} in Lima on "
            "Tuesday.\n\nAlso present at the meeting were {Ana Huaman:PER} and {Karin Ek:SWE}."
        ),
        ["meeting held 2017-05-16 Lima/PER: ana-huaman, jonas-lindqvist, karin-ek, rosa-quispe"],
    ),
    (
        "attendees first",
        (
            "President {Rosa Quispe:PER} met with {Jonas Lindqvist:SWE} in Lima on "
            "Tuesday.\n\n{Ana Huaman:PER}"
            ", Minister of Foreign Affairs, {Karin Ek:SWE}, Ambassador of Sweden to Peru, and "
            "others were present."
        ),
        ["meeting held 2017-05-16 Lima/PER: ana-huaman, jonas-lindqvist, karin-ek, rosa-quispe"],
    ),
    (
        "ambassador attended the talks",
        (
            "President {Rosa Quispe:PER} held talks with Prime Minister {Henrik Dahl:DNK} in Lima "
            "on Tuesday. Danish Ambassador {Mette Friis:DNK} attended the talks."
        ),
        ["talks held 2017-05-16 Lima/PER: henrik-dahl, mette-friis, rosa-quispe"],
    ),
    (
        "pronoun subject",
        (
            "Foreign Minister {Jonas Lindqvist:SWE} arrived in Lima on May 15. He met with "
            "President {Rosa Quispe:PER} the same day."
        ),
        ["meeting held 2017-05-15 Lima/PER: jonas-lindqvist, rosa-quispe"],
    ),
    (
        "she and her delegation",
        (
            "On May 15, {Karin Ek:SWE} met with President {Rosa Quispe:PER}.\n\nShe said that "
            "trade was growing.\n\nThe next day she and her delegation also met with {Ana "
            "Huaman:PER}"
            ", Minister of Foreign Affairs."
        ),
        [
            "meeting held 2017-05-15 -/-: karin-ek, rosa-quispe",
            "meeting held 2017-05-16 -/-: ana-huaman, karin-ek",
        ],
    ),
    (
        "previous evening",
        (
            "{Karin Ek:SWE} addressed parliament on May 16. The previous evening she had met with "
            "Foreign Minister {Ana Huaman:PER} in Cusco."
        ),
        ["meeting held 2017-05-15 Cusco/PER: ana-huaman, karin-ek"],
    ),
    (
        "month of last year",
        (
            "{Ana Huaman:PER} recalled that President {Rosa Quispe:PER} met with Prime "
            "Minister {Henrik Dahl:DNK}"
            " in Copenhagen in March last year."
        ),
        ["meeting held 2016-03 Copenhagen/DNK: henrik-dahl, rosa-quispe"],
    ),
    (
        "he and B met, in speech",
        (
            "{Rosa Quispe:PER} recalled that she and {Dahl~henrik-dahl:DNK} met in Copenhagen, "
            "Denmark, last November."
        ),
        ["meeting held 2016-11 Copenhagen/DNK: henrik-dahl, rosa-quispe"],
    ),
    (
        "announced with will",
        (
            "President {Rosa Quispe:PER} will meet with Prime Minister {Henrik Dahl:DNK} in Lima "
            "on May 24."
        ),
        ["meeting announced 2017-05-24 Lima/PER: henrik-dahl, rosa-quispe"],
    ),
    (
        "announced with is to",
        (
            "Foreign Minister {Ana Huaman:PER} is to hold talks with her Danish counterpart "
            "{Mette Friis:DNK}"
            " on June 2."
        ),
        ["talks announced 2017-06-02 -/-: ana-huaman, mette-friis"],
    ),
    (
        "a journey ahead with its purpose",
        "{Ana Huaman:PER} will travel to Oslo on June 2 to meet with {Olav Berg:NOR}.",
        ["meeting announced 2017-06-02 Oslo/NOR: ana-huaman, olav-berg"],
    ),
    (
        "lines of a schedule, of the person whose schedule it is",
        (
            "# Appointments of Foreign Minister {Ana Huaman:PER}\n\n"
            "Monday 22 May 2017, 10:30 – meeting with Ambassador {Olav Berg:NOR}\n\n"
            "Tuesday 23 May 2017, 9.00: phone call with {Mette Friis:DNK}, Minister of Trade"
        ),
        [
            "call announced 2017-05-23 -/-: ana-huaman, mette-friis",
            "meeting announced 2017-05-22 -/-: ana-huaman, olav-berg",
        ],
    ),
    (
        "engagements that include a meeting",
        (
            "{Ana Huaman:PER} is in Norway this week. Her engagements in Oslo include a meeting "
            "with {Olav Berg:NOR}, the speaker of parliament."
        ),
        ["meeting announced undated -/-: ana-huaman, olav-berg"],
    ),
    (
        "scheduled",
        (
            "{Ana Huaman:PER} is scheduled to meet Secretary-General {Ravi Menon:IND} in New York "
            "on June 2."
        ),
        ["meeting announced 2017-06-02 New York/USA: ana-huaman, ravi-menon"],
    ),
    (
        "the host received the guest at home, relative clause",
        (
            "{Jonas Lindqvist:SWE} visited Peru, May 14-16, where he met with {Ana Huaman:PER}, "
            "the Foreign Minister."
        ),
        ["meeting held 2017-05-14..16 -/PER: ana-huaman, jonas-lindqvist"],
    ),
    (
        "granted an audience",
        (
            "King {Olav Berg:NOR} granted an audience to Ambassador {Pedro Luna:PER} at the Royal "
            "Palace in Oslo on May 2."
        ),
        ["meeting held 2017-05-02 Oslo/NOR: olav-berg, pedro-luna"],
    ),
    (
        "accompanied by",
        (
            "President {Rosa Quispe:PER}, accompanied by Foreign Minister {Ana Huaman:PER}, met "
            "with Prime Minister {Henrik Dahl:DNK} on May 2."
        ),
        ["meeting held 2017-05-02 -/-: ana-huaman, henrik-dahl, rosa-quispe"],
    ),
    (
        "speaking when meeting",
        (
            "{Ana Huaman:PER} made the remarks when meeting with Danish Ambassador {Mette "
            "Friis:DNK}"
            " in Lima on Wednesday."
        ),
        ["meeting held 2017-05-17 Lima/PER: ana-huaman, mette-friis"],
    ),
    (
        "possessive noun",
        "{Rosa Quispe:PER}'s meeting with {Henrik Dahl:DNK} took place in Lima on Tuesday.",
        ["meeting held 2017-05-16 Lima/PER: henrik-dahl, rosa-quispe"],
    ),
    (
        "separately",
        (
            "President {Rosa Quispe:PER} met separately with {Henrik Dahl:DNK} and {Jonas "
            "Lindqvist:SWE}"
            " on Tuesday."
        ),
        [
            "meeting held 2017-05-16 -/-: henrik-dahl, rosa-quispe",
            "meeting held 2017-05-16 -/-: jonas-lindqvist, rosa-quispe",
        ],
    ),
    (
        "party delegation without a named head",
        (
            "{Le Thi Hoa:VNM}, head of the external relations commission, received a delegation of "
            "the {=Workers' League:URY} in Hanoi on 4 May."
        ),
        ["meeting held 2017-05-04 Hanoi/VNM: le-thi-hoa, workers-league"],
    ),
    (
        "signing ceremony with two ministers",
        (
            "Foreign Ministers {Ana Huaman:PER} and {Mette Friis:DNK} attended the signing "
            "ceremony in Lima on Tuesday."
        ),
        ["ceremony held 2017-05-16 Lima/PER: ana-huaman, mette-friis"],
    ),
    (
        "working lunch",
        (
            "Prime Minister {Henrik Dahl:DNK} had a working lunch with President {Rosa Quispe:PER} "
            "in Lima on Tuesday."
        ),
        ["reception held 2017-05-16 Lima/PER: henrik-dahl, rosa-quispe"],
    ),
    (
        "day before month, British order",
        (
            "The Prime Minister, {Henrik Dahl:DNK}, met President {Rosa Quispe:PER} in Copenhagen "
            "on 12 April 2017."
        ),
        ["meeting held 2017-04-12 Copenhagen/DNK: henrik-dahl, rosa-quispe"],
    ),
    (
        "sat down with",
        "{Henrik Dahl:DNK} sat down with {Rosa Quispe:PER} in Lima on Tuesday.",
        ["meeting held 2017-05-16 Lima/PER: henrik-dahl, rosa-quispe"],
    ),
    (
        "two days earlier",
        (
            "{Henrik Dahl:DNK} opened the fair on May 16. Two days earlier, he had met with "
            "{Rosa Quispe:PER}"
            " in Lima."
        ),
        ["meeting held 2017-05-14 Lima/PER: henrik-dahl, rosa-quispe"],
    ),
    (
        "no date, no place",
        "President {Rosa Quispe:PER} recently met with {Henrik Dahl:DNK}.",
        ["meeting held undated -/-: henrik-dahl, rosa-quispe"],
    ),
    (
        "topic's place is not the event's",
        (
            "President {Rosa Quispe:PER} met with {Henrik Dahl:DNK} on Tuesday to discuss the "
            "conflict in Sudan and investment in Nairobi."
        ),
        ["meeting held 2017-05-16 -/-: henrik-dahl, rosa-quispe"],
    ),
    (
        "met by",
        (
            "On arrival on Tuesday, {Henrik Dahl:DNK} was met by Foreign Minister {Ana Huaman:PER} "
            "at the airport in Lima."
        ),
        ["meeting held 2017-05-16 Lima/PER: ana-huaman, henrik-dahl"],
    ),
]

REJECTED: list[tuple[str, str, str]] = [
    (
        "did not meet",
        "President {Rosa Quispe:PER} did not meet with {Henrik Dahl:DNK} in Lima on Tuesday.",
        "negated",
    ),
    (
        "refused",
        "{Rosa Quispe:PER} refused to meet {Henrik Dahl:DNK} during the summit.",
        "refused",
    ),
    (
        "declined a meeting",
        "{Rosa Quispe:PER} declined a meeting with {Henrik Dahl:DNK}.",
        "refused",
    ),
    (
        "denied",
        "The office denied that {Rosa Quispe:PER} had met with {Henrik Dahl:DNK} in Lima.",
        "denied",
    ),
    (
        "postponed",
        (
            "A meeting between {Rosa Quispe:PER} and {Henrik Dahl:DNK} was postponed until further "
            "notice."
        ),
        "cancelled",
    ),
    (
        "cancelled talks",
        "{Rosa Quispe:PER} cancelled her talks with {Henrik Dahl:DNK} on Tuesday.",
        "cancelled",
    ),
    (
        "hopes to meet",
        "{Rosa Quispe:PER} said she hopes to meet with {Henrik Dahl:DNK} soon.",
        "wished",
    ),
    (
        "ready to meet",
        "{Rosa Quispe:PER} is ready to meet {Henrik Dahl:DNK} at any time.",
        "wished",
    ),
    (
        "would",
        "{Rosa Quispe:PER} would meet {Henrik Dahl:DNK} only after an agreement.",
        "hypothetical",
    ),
    (
        "could hold talks",
        "{Rosa Quispe:PER} and {Henrik Dahl:DNK} could hold talks in Lima.",
        "hypothetical",
    ),
    ("five times", "{Rosa Quispe:PER} has met {Henrik Dahl:DNK} five times.", "generic"),
    ("frequently", "{Rosa Quispe:PER} and {Henrik Dahl:DNK} have frequently met.", "generic"),
    (
        "met requirements",
        "{Rosa Quispe:PER} said the plan met the requirements of the treaty.",
        "other_sense",
    ),
    (
        "met with criticism",
        "The speech by {Rosa Quispe:PER} met with criticism from {Henrik Dahl:DNK}.",
        "other_sense",
    ),
    ("one side", "{Rosa Quispe:PER} met with local farmers in Cusco on Tuesday.", ""),
    ("committee", "{Rosa Quispe:PER} chaired a meeting of the cabinet on Tuesday.", ""),
    ("press conference", "{Rosa Quispe:PER} held a press conference in Lima on Tuesday.", ""),
    (
        "called on to act",
        "{Rosa Quispe:PER} called on {Henrik Dahl:DNK} to release the prisoners.",
        "",
    ),
    ("invited", "{Rosa Quispe:PER} invited {Henrik Dahl:DNK} to visit Peru.", ""),
    ("proposal received", "{Rosa Quispe:PER} welcomed {Henrik Dahl:DNK}'s proposal on trade.", ""),
    (
        "call for talks",
        "{Rosa Quispe:PER} called for talks with {Henrik Dahl:DNK} on fishing rights.",
        "",
    ),
    ("letter", "{Rosa Quispe:PER} received a letter from {Henrik Dahl:DNK} on Tuesday.", ""),
    ("if", "If {Rosa Quispe:PER} met with {Henrik Dahl:DNK}, markets would calm down.", ""),
    ("asked for", "{Henrik Dahl:DNK} requested a meeting with {Rosa Quispe:PER}.", ""),
    ("no plans", "There are no plans for {Rosa Quispe:PER} to meet with {Henrik Dahl:DNK}.", ""),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in HELD], ids=[c[0] for c in HELD])
def test_construction(text: str, expected: list[str]) -> None:
    assert summary(events(Text(text, DAY, "Lima"))) == expected


@pytest.mark.parametrize(
    ("text", "reason"), [c[1:] for c in REJECTED], ids=[c[0] for c in REJECTED]
)
def test_no_meeting(text: str, reason: str) -> None:
    found = events(Text(text, DAY, "Lima"))
    assert summary(found) == []
    if reason:
        assert reason in found.rejected_events.column("reason").to_pylist()
