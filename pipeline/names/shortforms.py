"""Parts of a name that stand for the whole: "Xi", "Trong", "López Obrador", "bin Salman"."""

from __future__ import annotations

import re

from pipeline.names.lexicon import DEFAULT_SHORT, Lexicon, folded
from pipeline.names.vocabulary import HONORIFIC_POSTPOSED

_MARKS = re.compile(r"[,\"“”‘]|(?<!\w)'|['’](?!\w)|(?<=\b[^\W\d_]\.)(?=[^\W\d_]{3})")


# "Salman bin Abdulaziz" is the father of "Sultan bin Salman bin Abdulaziz".
_FATHERS = frozenset(("bin", "ibn", "bint", "ben"))


def parts(name: str) -> list[str]:
    """Words of a name, without a "Jr" or regnal number at its end ("XI", not "Xi")."""
    words = _MARKS.sub(" ", name).split()
    last = words[-1].rstrip(".") if words else ""
    if last.lower() in HONORIFIC_POSTPOSED and (last.isupper() or last in ("Jr", "Sr")):
        return words[:-1]
    return words


def possible_short_forms(name: str) -> list[str]:
    """Every part that may stand alone whatever the culture; `best_short_form` says which does."""
    words = parts(name)
    if len(words) < 2:
        return words if words and words != name.split() else []  # "Frederik" of "Frederik X"
    forms = [words[0], words[-1], *words[1:-1]]
    for size in range(2, len(words)):
        forms += [
            " ".join(words[k : k + size])
            for k in range(len(words) - size + 1)
            if not (k and _FATHERS & set(map(str.lower, words[k + 1 : k + size])))
        ]
    if "-" in words[-1] and words[-1].lower().startswith(("al-", "el-")):
        forms.append(words[-1][3:])
    return [
        form
        for form in dict.fromkeys(forms)
        if any(letter.isupper() for letter in form.split()[-1])
    ]


def short_rank(short: str, name: str, country: str | None, lexicon: Lexicon) -> int:
    """How usual `short` is for `name` in news English: 3 the custom of the country, 2 a custom
    elsewhere, 1 possible, 0 not a part of the name that stands alone."""
    words = [folded(part) for part in parts(name)]
    key = folded(short)
    if words == [key] and " " in name:
        return 3
    if len(words) < 2 or key not in {folded(form) for form in possible_short_forms(name)}:
        return 0
    first, last = words[0], words[-1]
    custom = lexicon.short_by.get(country or "", "")
    if not custom:
        custom = _custom_of_name(" ".join(words).split(), lexicon)
    if custom == "first" and key == first:
        return 3
    if custom == "last" and key in (last, last.removeprefix("al "), last.removeprefix("el ")):
        return 3
    # The first of two surnames, or both; a Vietnamese middle name does not stand alone.
    if custom == "last" and country != "VNM" and len(words) > 2 and key == words[-2]:
        return 2
    return 2 if " " in key else 1


def _custom_of_name(words: list[str], lexicon: Lexicon) -> str:
    """Custom for a name without a country, by the family name it starts with."""
    cultures = lexicon.family.get(words[0], frozenset())
    chinese = "CHN" in cultures and len(words) == 2 and words[0] not in lexicon.given
    korean = bool(cultures & {"KOR", "PRK"}) and len(words) == 3
    return "first" if chinese or korean else DEFAULT_SHORT
