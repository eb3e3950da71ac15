"""Levelled words and how they are read into arrays."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reuse_archive import SPELLER

from pipeline.reuse.cutting import plain_words
from pipeline.reuse.levelling import Speller
from pipeline.reuse.masking import mask_names
from pipeline.reuse.vocabulary import CONTENT, Vocabulary
from pipeline.reuse.words import read_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisation analyse realising", "organization analyze realizing"),
        ("neighbourhood labour honourable", "neighborhood labor honorable"),
        ("centre theatres fibre metred", "center theaters fiber metered"),
        ("travelled modelling counsellor", "traveled modeling counselor"),
        ("defence offence licensing", "defense offense licencing"),
        ("dialogue programme towards whilst", "dialog program toward while"),
        ("Viet Nam, U.S. and co-operation", "Vietnam, US and cooperation"),
        ("mankind has ten per cent", "humanity has 10 percent"),
        ("Nhân Dân — São Tomé’s Türkiye", "Nhan Dan - Sao Tome's Turkiye"),
    ],
)
def test_spellings_of_one_word_have_one_key(one: str, other: str) -> None:
    keys = read_words(pa.array([one, other]), Vocabulary(SPELLER))
    first, second = (keys.key[keys.offset[n] : keys.offset[n + 1]].tolist() for n in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"), [("four", "for"), ("hours", "hors"), ("called", "cald"), ("size", "siz")]
)
def test_different_words_keep_different_keys(one: str, other: str) -> None:
    assert SPELLER.level([one]) != SPELLER.level([other])


def test_a_form_of_three_words_is_refused() -> None:
    with pytest.raises(ValueError, match="more than two words"):
        Speller([("one two three", "six")])


_PIECES = [*"abzZÉéđи中 .,’“”-\u00a0\u00ad\u200b'0…\n😀", "Viet Nam ", "organise"]
_TEXTS = st.lists(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join), max_size=5)


@given(_TEXTS)
@settings(max_examples=200, deadline=None)
def test_words_read_in_arrays_are_the_words_read_one_by_one(texts: list[str]) -> None:
    vocabulary = Vocabulary(SPELLER)
    words = read_words(pa.array(texts, pa.string()), vocabulary)
    for number, text in enumerate(texts):
        expected = [w for *_, w in SPELLER.join(SPELLER.level(plain_words(text)))]
        own = slice(words.offset[number], words.offset[number + 1])
        keys = [vocabulary.value_of(word) & 0xFFFFFFFF for word in expected]
        assert words.key[own].tolist() == keys, f"words of {text!r}"


@given(_TEXTS)
@settings(max_examples=200, deadline=None)
def test_offsets_of_words_are_code_points_of_the_text(texts: list[str]) -> None:
    words = read_words(pa.array(texts, pa.string()), Vocabulary(Speller()))
    for number, text in enumerate(texts):
        own = np.arange(words.offset[number], words.offset[number + 1])
        passage = np.full(len(own), number)
        start = words.start[own].astype(np.int64)
        first = words.code_points(passage, start)
        end = words.code_points(passage, start + words.length[own])
        cut = [text[a:b] for a, b in zip(first.tolist(), end.tolist(), strict=True)]
        assert cut == plain_words(text)


def test_text_is_cut_alike_whatever_the_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = pa.array([f"Delegation number {n} left Viet Nam" for n in range(300)])
    whole = read_words(texts, Vocabulary(SPELLER))
    monkeypatch.setattr("pipeline.reuse.words._CHUNK", 64)
    parts = read_words(texts.slice(0), Vocabulary(SPELLER))
    for one, other in zip(vars(whole).values(), vars(parts).values(), strict=True):
        assert np.array_equal(one, other)
    shifted = read_words(texts.slice(100), Vocabulary(SPELLER))
    assert shifted.key.tolist() == whole.key[whole.offset[100] :].tolist()


def test_words_of_names_carry_no_content_within_one_passage() -> None:
    texts = ["keeper of the lesser seals of", "gozo harbour keeper of seals", "wardens everywhere"]
    names = [
        "Keeper of the Lesser Seals",
        "seals of Gozo",
        "lesser",
        "Gozo Harbour",
        "keeper of",
        "!",
    ]
    words = read_words(pa.array(texts), Vocabulary(SPELLER))
    masked = mask_names(words, names, SPELLER)
    content = [int(flag) & CONTENT for flag in masked.flag]
    # "seals of Gozo" would run over the end of a passage.
    assert content == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1]
    assert mask_names(words, ["?"], SPELLER) is words
    assert [int(flag) & CONTENT for flag in words.flag][:2] == [1, 0], "the words were changed"
