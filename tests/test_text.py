"""Levelling keeps offsets; words and sentences are true spans; sentences end where they should."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import fold, level, sentences, slug, words

TYPOGRAPHIC = st.text(
    alphabet=st.sampled_from("Abc d.!?…’‘“”–—\u00a0\u2003\n\"'()[]3é中"), max_size=80
)


@given(st.one_of(st.text(max_size=120), TYPOGRAPHIC))
def test_level_keeps_every_offset(text: str) -> None:
    assert len(level(text)) == len(text)


@given(st.one_of(st.text(max_size=120), TYPOGRAPHIC))
def test_sentences_cover_every_visible_character_once(text: str) -> None:
    spans = sentences(text)
    assert spans == sorted(spans)
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@given(st.one_of(st.text(max_size=120), TYPOGRAPHIC))
def test_words_are_spans_in_order(text: str) -> None:
    spans = words(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@pytest.mark.parametrize(
    "pieces",
    [
        ["He met Vice Foreign Minister Ma Zhaoxu on Jan. 5.", "They spoke for an hour."],
        ["Maj. Gen. A. B. Okello arrived with Mr. and Mrs. Tan.", "He left on Sunday."],
        ["“We agree,” she said.", "“It works!”", "The talks ended."],
        ["It was held in Washington, D.C. on 3 May.", "Nobody spoke."],
        ["They met in Washington, D.C.", "Secretary Ruiz then left for Accra."],
        ["The visit ended in the U.S.", "The two sides then met again."],
        ["Resolution No. 2758 was adopted at 5 p.m. local time.", "The vote was close."],
        ["Why would they attack?", "They don’t want to…", "Nobody does."],
        ["“Will they come?” he asked.", "They will."],
        ["Growth reached 4.5 per cent (up from 3.9.)", "Exports rose."],
        ["H.E. Dr. Amina K. Mohamed called on the President.", "(She had arrived on Friday.)"],
    ],
)
def test_sentence_ends(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert [text[start:end] for start, end in sentences(text)] == pieces


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kim Jong-un", "KIM JONG UN"),
        ("Nhân Dân", "Nhan Dan"),
        ("Đặng Tiểu Bình", "dang tieu binh"),
        ("Workers’ Party", "workers' party"),
    ],
)
def test_fold_meets_other_spellings(left: str, right: str) -> None:
    assert fold(left) == fold(right)


def test_slug_is_readable() -> None:
    assert slug("Workers’ Party of Korea") == "workers-party-of-korea"
    assert slug("Côte d’Ivoire") == "cote-divoire"
