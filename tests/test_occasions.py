"""Formal occasions: rounds of consultations, signings, handovers, decorations, receptions."""

from __future__ import annotations

import re
from datetime import date

import pytest
from event_text import Text, events, summary

DAY = date(2024, 3, 15)


def found(text: str) -> list[str]:
    """Kind, status, day and participants of each meeting."""
    return [re.sub(r" \S+/\S+:", ":", line) for line in summary(events(Text(text, DAY)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The second round of consultations between Peru and Norway was held in Oslo on 4 "
            "March 2024.\n\nThe Peruvian delegation was led by Deputy Minister {Maria Quispe:PER} "
            "while the Norwegian side was headed by State Secretary {Kari Berg:NOR}.",
            "consultation held 2024-03-04: kari-berg, maria-quispe",
            id="a round, then who led its sides",
        ),
        pytest.param(
            "Talks between Peru and Norway began in Lima on 4 March 2024. Director {Maria "
            "Quispe:PER} led the Peruvian delegation. The Norwegian delegation was headed by "
            "Deputy Minister {Kari Berg:NOR}.",
            "talks held 2024-03-04: kari-berg, maria-quispe",
            id="leaders in two sentences",
        ),
        pytest.param(
            "Vice-Minister {Maria Quispe:PER} led the Peruvian delegation, while Deputy Minister "
            "{Kari Berg:NOR} led the Norwegian side at the consultations in Lima on 4 March 2024.",
            "consultation held 2024-03-04: kari-berg, maria-quispe",
            id="leaders only",
        ),
        pytest.param(
            "Foreign Minister {Maria Quispe:PER} and Norwegian Foreign Minister {Kari Berg:NOR} "
            "signed the agreement on visas in Lima on 4 March 2024.",
            "ceremony held 2024-03-04: kari-berg, maria-quispe",
            id="signed together",
        ),
        pytest.param(
            "The memorandum was signed by {Maria Quispe:PER}, Minister of Trade, and {Kari "
            "Berg:NOR}, Minister of Energy.",
            "ceremony held undated: kari-berg, maria-quispe",
            id="signed by both",
        ),
        pytest.param(
            "Trade Minister {Maria Quispe:PER} signed the accord on behalf of Peru while "
            "{Kari Berg:NOR} signed for Norway.",
            "ceremony held undated: kari-berg, maria-quispe",
            id="each signed for one side",
        ),
        pytest.param(
            "Ambassador {Kari Berg:NOR} handed over ten ambulances worth 1.2 million dollars to "
            "Health Minister {Juan Rojas:PER} in Lima on Monday.",
            "ceremony held 2024-03-11: juan-rojas, kari-berg",
            id="handed over",
        ),
        pytest.param(
            "The computers will be handed over by Norwegian Ambassador {Kari Berg:NOR} to "
            "Education Minister {Juan Rojas:PER} tomorrow.",
            "ceremony announced 2024-03-16: juan-rojas, kari-berg",
            id="will be handed over",
        ),
        pytest.param(
            "President {Maria Quispe:PER} conferred the Order of the Sun on Ambassador {Kari "
            "Berg:NOR} at a ceremony on 4 March 2024.",
            "ceremony held 2024-03-04: kari-berg, maria-quispe",
            id="decorated at a ceremony",
        ),
        pytest.param(
            "A dinner was hosted at the palace by President {Maria Quispe:PER} in honour of "
            "Norwegian Prime Minister {Kari Berg:NOR} on 4 March 2024.",
            "reception held 2024-03-04: kari-berg, maria-quispe",
            id="a dinner was hosted by",
        ),
        pytest.param(
            "Speaking at a farewell reception in honour of Norwegian Ambassador {Kari Berg:NOR}, "
            "President {Maria Quispe:PER} praised her work.",
            "reception held undated: kari-berg, maria-quispe",
            id="spoke at a reception for",
        ),
        pytest.param(
            "Peru's government gave a reception on 4 March 2024 to welcome the guests. Present "
            "there was Foreign Minister {Maria Quispe:PER}. Present on invitation were Norwegian "
            "Minister {Kari Berg:NOR} and Norwegian Ambassador {Nils Dahl:NOR}.",
            "reception held 2024-03-04: kari-berg, maria-quispe, nils-dahl",
            id="hosts and invited guests apart",
        ),
        pytest.param(
            "Foreign Minister {Maria Quispe:PER} spoke to her colleague {Kari Berg:NOR} over the "
            "telephone on 4 March 2024.",
            "call held 2024-03-04: kari-berg, maria-quispe",
            id="spoke to on the telephone",
        ),
        pytest.param(
            "Foreign Minister {Maria Quispe:PER} held a telephone conversation at the request of "
            "Norwegian Minister {Kari Berg:NOR} on 4 March 2024.",
            "call held 2024-03-04: kari-berg, maria-quispe",
            id="a call at the request of",
        ),
        pytest.param(
            "The fifth session of the joint commission was co-chaired by Prime Minister {Maria "
            "Quispe:PER} and Norway's Prime Minister {Kari Berg:NOR} on 4 March 2024.",
            "conference held 2024-03-04: kari-berg, maria-quispe",
            id="a session with two chairs",
        ),
        pytest.param(
            "Outgoing Ambassador {Kari Berg:NOR} presented her letter of recall to President "
            "{Maria Quispe:PER} on 4 March 2024.",
            "ceremony held 2024-03-04: kari-berg, maria-quispe",
            id="letter of recall",
        ),
    ],
)
def test_one_occasion(text: str, expected: str) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "President {Maria Quispe:PER} and Finance Minister {Juan Rojas:PER} signed the decree "
            "on the agreement.",
            id="signed at home",
        ),
        pytest.param(
            "Ambassador {Kari Berg:NOR} handed over a letter of protest to Minister {Juan "
            "Rojas:PER}.",
            id="a letter is no gift",
        ),
        pytest.param(
            "President {Maria Quispe:PER} signed a decree that awarded {Kari Berg:NOR} the Order "
            "of the Sun.",
            id="a decree",
        ),
        pytest.param(
            "The third round of consultations was held in Lima. The Peruvian delegation was led "
            "by {Maria Quispe:PER}.",
            id="one leader alone",
        ),
        pytest.param(
            "The consultations were to be led by {Maria Quispe:PER}. Ambassador {Kari Berg:NOR} "
            "heads the Norwegian chamber choir.",
            id="a choir is no side",
        ),
    ],
)
def test_no_occasion(text: str) -> None:
    assert found(text) == []


def test_signing_after_talks_is_part_of_them() -> None:
    text = (
        "{Kari Berg:NOR} and {Maria Quispe:PER} met in Oslo on 4 March 2024.\n\n"
        "Later {Kari Berg:NOR} and {Maria Quispe:PER} signed an agreement on trade."
    )
    assert found(text) == ["meeting held 2024-03-04: kari-berg, maria-quispe"]
