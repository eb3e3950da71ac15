"""Names of a site's sections: "World news", "Foreign policy"."""

from __future__ import annotations

import re

_RUBRICS = frozenset(
    """
    news world politics national international home nation opinion sport sports culture economy
    business society diplomacy media press events event videos video photos photo gallery
    multimedia english top stories story latest headlines page back front features feature
    editorial editorials columns regional region africa asia europe americas middle east
    hot live featured important wire off releases release statements speeches readouts
    updates update breaking local government
    president presidency ministry minister embassy foreign affairs policy current section all
    global exclusive main category uncategorized uncategorised general and the of in
    external relations activities publications announcements information analysis last minute today
    online
    """.split()
)
_LONE = frozenset("the of in and all general".split())  # no rubric without another word
_WORD = re.compile(r"[^\W_]+")


def is_rubric(text: str) -> bool:
    """Only words that name sections of a site: "World news", "Foreign policy"."""
    words = {word.lower() for word in _WORD.findall(text)}
    return bool(words) and words <= _RUBRICS and not words <= _LONE
