"""Every form in which the genre reports a message between persons, in wording of our own."""

from __future__ import annotations

from datetime import date

import pytest
from event_text import Text, events

# Article dated Wednesday 2018-03-14, dateline Quito.
DAY = date(2018, 3, 14)


def messages(*texts: Text) -> list[str]:
    """One line per message: "kind date: sender > recipient", sorted."""
    lines = []
    for row in events(*texts).messages.to_pylist():
        when = row["date"].strftime("%Y-%m-%d") if row["date"] else "undated"
        lines.append(f"{row['kind']} {when}: {row['sender_id']} > {row['recipient_id']}")
    return sorted(lines)


SENT: list[tuple[str, str, list[str]]] = [
    (
        "congratulated",
        "President {Marta Rojas:CHL} on Monday congratulated {Kwame Osei:GHA} on his re-election.",
        ["congratulation 2018-03-12: marta-rojas > kwame-osei"],
    ),
    (
        "passive",
        "{Kwame Osei:GHA} was congratulated on Monday by President {Marta Rojas:CHL}.",
        ["congratulation 2018-03-12: marta-rojas > kwame-osei"],
    ),
    (
        "sent a message to",
        "On March 12, {Marta Rojas:CHL} sent a congratulatory message to {Kwame Osei:GHA}.",
        ["congratulation 2018-03-12: marta-rojas > kwame-osei"],
    ),
    (
        "sent him a letter",
        "{Marta Rojas:CHL} had on Friday sent President {Kwame Osei:GHA} a letter of condolence.",
        ["condolence 2018-03-09: marta-rojas > kwame-osei"],
    ),
    (
        "extended condolences",
        "{Marta Rojas:CHL} on Tuesday extended her deepest condolences to {Kwame Osei:GHA} over "
        "the floods.",
        ["condolence 2018-03-13: marta-rojas > kwame-osei"],
    ),
    (
        "expressed sympathy",
        "{Marta Rojas:CHL} yesterday expressed sympathy and condolences to President "
        "{Kwame Osei:GHA} on the death of his mother.",
        ["condolence 2018-03-13: marta-rojas > kwame-osei"],
    ),
    (
        "telegram",
        "In a telegram sent to {Kwame Osei:GHA} on Tuesday, {Marta Rojas:CHL} conveyed her grief.",
        ["letter 2018-03-13: marta-rojas > kwame-osei"],
    ),
    (
        "exchanged",
        "{Marta Rojas:CHL} and {Kwame Osei:GHA} exchanged New Year greetings on January 1, 2018.",
        [
            "greeting 2018-01-01: kwame-osei > marta-rojas",
            "greeting 2018-01-01: marta-rojas > kwame-osei",
        ],
    ),
    (
        "exchanged with",
        "On Monday {Marta Rojas:CHL} exchanged congratulatory messages with {Kwame Osei:GHA} on "
        "fifty years of ties.",
        [
            "congratulation 2018-03-12: kwame-osei > marta-rojas",
            "congratulation 2018-03-12: marta-rojas > kwame-osei",
        ],
    ),
    (
        "in his message",
        "In her message to {Kwame Osei:GHA} on Monday, {Marta Rojas:CHL} said that the year had "
        "been good.",
        ["letter 2018-03-12: marta-rojas > kwame-osei"],
    ),
    (
        "received a letter from",
        "{Kwame Osei:GHA} on Tuesday received a letter from President {Marta Rojas:CHL}.",
        ["letter 2018-03-13: marta-rojas > kwame-osei"],
    ),
    (
        "conveyed somebody's greetings",
        "{Olav Berg:NOR} on Tuesday conveyed {Marta Rojas:CHL}'s warm greetings to "
        "{Kwame Osei:GHA}.",
        ["greeting 2018-03-13: marta-rojas > kwame-osei"],
    ),
    (
        "conveyed regards from",
        "{Olav Berg:NOR} on Tuesday conveyed regards from {Marta Rojas:CHL} to {Kwame Osei:GHA}.",
        ["greeting 2018-03-13: marta-rojas > kwame-osei"],
    ),
    (
        "handed over a letter from",
        "{Olav Berg:NOR} called on {Kwame Osei:GHA} on Tuesday and handed over a letter from "
        "President {Marta Rojas:CHL}.",
        ["letter 2018-03-13: marta-rojas > kwame-osei"],
    ),
    (
        "asked to convey",
        "{Marta Rojas:CHL} on Tuesday asked {Olav Berg:NOR} to convey her greetings to "
        "{Kwame Osei:GHA}.",
        ["greeting 2018-03-13: marta-rojas > kwame-osei"],
    ),
    (
        "wrote to",
        "{Marta Rojas:CHL} wrote to {Kwame Osei:GHA} on Tuesday about the fisheries treaty.",
        ["letter 2018-03-13: marta-rojas > kwame-osei"],
    ),
    (
        "replied to a letter",
        "{Marta Rojas:CHL} on Tuesday replied to a letter from {Kwame Osei:GHA}.",
        ["letter 2018-03-13: marta-rojas > kwame-osei"],
    ),
    (
        "thanked for the message",
        "{Kwame Osei:GHA} on Tuesday thanked {Marta Rojas:CHL} for her message of congratulations.",
        ["congratulation undated: marta-rojas > kwame-osei"],
    ),
    (
        "a letter for",
        "{Olav Berg:NOR} handed a letter for {Kwame Osei:GHA} to his secretary on Tuesday.",
        ["letter 2018-03-13: olav-berg > kwame-osei"],
    ),
    (
        "on behalf of",
        "The ambassador, {Olav Berg:NOR}, on Tuesday extended condolences to {Kwame Osei:GHA} on "
        "behalf of {Marta Rojas:CHL}.",
        ["condolence 2018-03-13: marta-rojas > kwame-osei"],
    ),
    (
        "to the counterpart",
        "On Monday {Marta Rojas:CHL} congratulated her Ghanaian counterpart {Kwame Osei:GHA}.",
        ["congratulation 2018-03-12: marta-rojas > kwame-osei"],
    ),
    (
        "conveyed to B the greetings of A",
        "{Olav Berg:NOR} conveyed to {Kwame Osei:GHA} the greetings of {Marta Rojas:CHL} "
        "on Monday.",
        ["greeting 2018-03-12: marta-rojas > kwame-osei"],
    ),
    (
        "a letter with its date",
        "{Marta Rojas:CHL}'s letter to {Kwame Osei:GHA}, dated 5 March 2018, calls for calm.",
        ["letter 2018-03-05: marta-rojas > kwame-osei"],
    ),
    (
        "on the same day",
        "On March 12, {Marta Rojas:CHL} congratulated {Kwame Osei:GHA} on his victory.\n\n"
        "On the same day, {Olav Berg:NOR} also sent a congratulatory message to "
        "{Osei~kwame-osei:GHA}.",
        [
            "congratulation 2018-03-12: marta-rojas > kwame-osei",
            "congratulation 2018-03-12: olav-berg > kwame-osei",
        ],
    ),
    (
        "two senders with a semicolon",
        "President {Marta Rojas:CHL}; and Prime Minister {Iris Vega:CHL} on Monday sent cables of "
        "congratulations to {Kwame Osei:GHA}.",
        [
            "congratulation 2018-03-12: iris-vega > kwame-osei",
            "congratulation 2018-03-12: marta-rojas > kwame-osei",
        ],
    ),
    (
        "recipient before the message",
        "On Monday {Marta Rojas:CHL} sent to {Kwame Osei:GHA} warm congratulations.",
        ["congratulation 2018-03-12: marta-rojas > kwame-osei"],
    ),
    (
        "a letter that congratulates",
        "{Kwame Osei:GHA} received on Monday a letter from {Marta Rojas:CHL}, congratulating him "
        "on his victory.",
        ["congratulation 2018-03-12: marta-rojas > kwame-osei"],
    ),
    (
        "in a letter he offered condolences",
        "{Marta Rojas:CHL} has in a letter to {Kwame Osei:GHA} offered her condolences after the "
        "ferry disaster on Monday.",
        ["condolence undated: marta-rojas > kwame-osei"],
    ),
    (
        "was sent by",
        "A message of condolence was sent to {Kwame Osei:GHA} by {Marta Rojas:CHL} on Monday.",
        ["condolence 2018-03-12: marta-rojas > kwame-osei"],
    ),
    (
        "a similar cable",
        "On Monday {Marta Rojas:CHL} sent a cable of condolences to {Kwame Osei:GHA}.\n\n"
        "{Iris Vega:CHL} has also sent a similar cable.",
        [
            "condolence 2018-03-12: iris-vega > kwame-osei",
            "condolence 2018-03-12: marta-rojas > kwame-osei",
        ],
    ),
    (
        "many leaders, named behind",
        "World leaders on Monday sent messages of congratulations to {Kwame Osei:GHA}.\n\n"
        "In his message, {Olav Berg:NOR} wrote that he looked forward to working with him.",
        ["congratulation 2018-03-12: olav-berg > kwame-osei"],
    ),
    (
        "a list of senders",
        "On Monday {Kwame Osei:GHA} received cables of congratulations from:\n\n- The President "
        "of Chile, {Marta Rojas:CHL}.\n\n- The Prime Minister of Norway, {Olav Berg:NOR}.\n\nThe "
        "office of {Lena Quist:SWE} announced nothing.",
        [
            "congratulation 2018-03-12: marta-rojas > kwame-osei",
            "congratulation 2018-03-12: olav-berg > kwame-osei",
        ],
    ),
    (
        "the envoy conveys greetings to the host",
        "President {Kwame Osei:GHA} on Monday received Norwegian Minister {Olav Berg:NOR}.\n\n"
        "{Berg~olav-berg:NOR} conveyed the greetings of King {Harald Lund:NOR}.",
        ["greeting 2018-03-12: harald-lund > kwame-osei"],
    ),
    (
        "one message told twice",
        "# Rojas congratulates Osei\n\nOn March 12, {Marta Rojas:CHL} sent a message of "
        "congratulations to {Kwame Osei:GHA}.\n\nIn her message to {Osei~kwame-osei:GHA}, "
        "{Rojas~marta-rojas:CHL} said that she hoped to see him soon.",
        ["congratulation 2018-03-12: marta-rojas > kwame-osei"],
    ),
]

NONE: list[tuple[str, str]] = [
    (
        "credentials",
        "{Kwame Osei:GHA} on Tuesday received the letters of credence of {Olav Berg:NOR}.",
    ),
    ("the family of", "{Marta Rojas:CHL} sent condolences to the family of late {Kwame Osei:GHA}."),
    ("an invitation in talks", "{Marta Rojas:CHL} extended an invitation to {Kwame Osei:GHA}."),
    (
        "credentials from",
        "{Kwame Osei:GHA} received letters of credence from {Olav Berg:NOR} on Tuesday.",
    ),
    ("a party", "{Marta Rojas:CHL} congratulated {Kwame Osei:GHA}'s party on its victory."),
    ("a country", "{Marta Rojas:CHL} congratulated Ghana on sixty years of independence."),
    ("would", "{Marta Rojas:CHL} would congratulate {Kwame Osei:GHA} if he won."),
    ("not", "{Marta Rojas:CHL} has not congratulated {Kwame Osei:GHA}."),
    ("refused", "{Marta Rojas:CHL} refused to send a message to {Kwame Osei:GHA}."),
    ("sent a message to markets", "The vote sent a message to investors, {Kwame Osei:GHA} said."),
]


SENT += [
    (
        "bearer of a message",
        "On Monday {Marta Rojas:CHL} received the envoy {Yaw Adom:GHA}, bearer of a letter from "
        "President {Kwame Osei:GHA}.",
        ["letter 2018-03-12: kwame-osei > marta-rojas"],
    ),
    (
        "conveyed to him a message",
        "On Monday {Marta Rojas:CHL} received {Yaw Adom:GHA}, who conveyed to her a message from "
        "{Kwame Osei:GHA}.",
        ["letter 2018-03-12: kwame-osei > marta-rojas"],
    ),
    (
        "greetings from the president of the guest",
        "On Monday {Marta Rojas:CHL} thanked {Yaw Adom:GHA}, while he conveyed greetings from his "
        "president, {Kwame Osei:GHA}.",
        ["greeting 2018-03-12: kwame-osei > marta-rojas"],
    ),
    (
        "in the cable told of before",
        "{Kwame Osei:GHA} sent a cable of condolences to {Marta Rojas:CHL} on Monday. In the cable "
        "to {Marta Rojas~marta-rojas:CHL}, {Kwame Osei~kwame-osei:GHA} said that he felt her pain.",
        ["condolence 2018-03-12: kwame-osei > marta-rojas"],
    ),
    (
        "who delivered a letter",
        "On Monday {Marta Rojas:CHL} received {Yaw Adom:GHA}, who delivered a written message from "
        "{Kwame Osei:GHA}.",
        ["letter 2018-03-12: kwame-osei > marta-rojas"],
    ),
    (
        "greetings of somebody else",
        "{Yaw Adom:GHA} met {Marta Rojas:CHL} on Monday and conveyed the greetings of the King, "
        "{Kwame Osei:GHA}, to {Marta Rojas~marta-rojas:CHL}.",
        ["greeting 2018-03-12: kwame-osei > marta-rojas"],
    ),
    (
        "from his majesty",
        "On Monday {Yaw Adom:GHA} delivered a letter from his majesty {Kwame Osei:GHA} to "
        "{Marta Rojas:CHL}.",
        ["letter 2018-03-12: kwame-osei > marta-rojas"],
    ),
    (
        "another one as well",
        "{Kwame Osei:GHA} sent {Marta Rojas:CHL} a message of sympathy on Monday. "
        "{Yaw Adom:GHA} sent a message to {Marta Rojas~marta-rojas:CHL} as well.",
        [
            "condolence 2018-03-12: kwame-osei > marta-rojas",
            "condolence 2018-03-12: yaw-adom > marta-rojas",
        ],
    ),
    (
        "reiterated",
        "In the call on Monday, {Marta Rojas:CHL} reiterated her congratulations to "
        "{Kwame Osei:GHA} on his victory in the election held on March 4.",
        ["congratulation 2018-03-12: marta-rojas > kwame-osei"],
    ),
    (
        "a body's message",
        "The {=Department of Peace:GHA} has sent a message of condolences to {Marta Rojas:CHL}.",
        ["condolence undated: department-of-peace > marta-rojas"],
    ),
    (
        "individual messages",
        "In individual messages sent to {Kwame Osei:GHA} and {Yaw Adom:GHA} on Monday, "
        "{Marta Rojas:CHL} offered condolences.",
        [
            "condolence 2018-03-12: marta-rojas > kwame-osei",
            "condolence 2018-03-12: marta-rojas > yaw-adom",
        ],
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), SENT, ids=[case[0] for case in SENT])
def test_message_that_was_sent(name: str, text: str, expected: list[str]) -> None:
    assert messages(Text(text, DAY, "Quito")) == expected, name


OCCASIONS: list[tuple[str, str | None]] = [
    (
        "{Marta Rojas:CHL} congratulated {Kwame Osei:GHA} on his recent appointment and suggested "
        "discussing trade.",
        "his recent appointment",
    ),
    (
        "On March 5, 2018 {Marta Rojas:CHL} sent a message of congratulations to {Kwame Osei:GHA} "
        "on behalf of the people on the occasion of the 60th anniversary of independence.",
        "the 60th anniversary of independence",
    ),
    (
        "{Marta Rojas:CHL} on Monday sent {Kwame Osei:GHA} a letter of condolence following the "
        "sinking of a ferry, which claimed ninety lives.",
        "the sinking of a ferry",
    ),
    (
        "{Marta Rojas:CHL} sent a cable of congratulations to {Kwame Osei:GHA}.\n\nIn her cable, "
        "she wished him well on his country's National Day.",
        "his country's National Day",
    ),
    (
        "{Marta Rojas:CHL} congratulated {Kwame Osei:GHA} on the growth and continued success of "
        "the port during a meeting in Accra.",
        "the growth and continued success of the port",
    ),
    ("{Marta Rojas:CHL} sent a letter to {Kwame Osei:GHA} on Tuesday.", None),
]


@pytest.mark.parametrize(("text", "occasion"), OCCASIONS, ids=[str(o) for _, o in OCCASIONS])
def test_occasion_of_a_message(text: str, occasion: str | None) -> None:
    found = [row["occasion"] for row in events(Text(text, DAY, "Quito")).messages.to_pylist()]
    assert found == [occasion]


@pytest.mark.parametrize(("name", "text"), NONE, ids=[case[0] for case in NONE])
def test_no_message(name: str, text: str) -> None:
    assert messages(Text(text, DAY, "Quito")) == [], name
