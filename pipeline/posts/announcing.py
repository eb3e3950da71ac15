"""Sentences that point at a text: "The following report …", "we reprint below what …"."""

from __future__ import annotations

import re

NOUN = (
    r"(?:articles?|reports?|items?|pieces?|texts?|statements?|readouts?|speech(?:es)?|interviews?"
    r"|letters?|dispatch(?:es)?|stor(?:y|ies)|essays?|posts?|documents?|communiqu[eé]s?|remarks"
    r"|papers?|versions?|translations?|address(?:es)?|messages?|comment(?:ary|aries)?|editorials?"
    r"|op-?eds?|transcripts?|analys[ei]s|declarations?|accounts?|excerpts?|extracts?|features?"
    r"|recollections?|reflections?|memoirs?|testimon(?:y|ies)|tributes?|poems?|reportages?"
    r"|notes?|news|releases?|contributions?|columns?|reviews?|blogs?|videos?|passages?|materials?"
    r"|obituar(?:y|ies)|profiles?|publications?|briefings?|presentations?|resolutions?|appeals?|greetings)"
)
_ADJ = r"(?:(?:[\w'’-]+\s+){0,6}?)"
# What the sentence speaks of: the text that follows. Each pattern with letters that it needs.
_FOLLOWING: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (tuple(needed.split("|")), re.compile(pattern, re.VERBOSE | re.IGNORECASE))
    for needed, pattern in (
        (
            "following",
            rf"""\bfollowing\s+(?:(?:is|are|was|were|two|three|four|five|several)\b
                |(?:[\w'’-]+\s+){{0,4}}?{NOUN}\b)""",
        ),
        (
            "follows|follow |follow:|follow.|follow,",
            rf"""\b{NOUN}\s+(?:(?:that|which)\s+(?:we\s+\w+\s+)?|(?:re)?printed\s+
                |reproduced\s+)?follows?\b|\bwhat\s+follows\s+is\s+(?:the|an?|our|his|her)\b""",
        ),
        (
            "below",
            rf"""\b{NOUN}\s+(?:(?:that|which)\s+(?:we\s+\w+\s+)?|(?:re)?printed\s+
                |reproduced\s+)?below\b|\bbelow\s+(?:is|are|we|you|{_ADJ}{NOUN})\b
                |\bbelow\s*:?$""",
        ),
        ("here", r"\bhere(?:\s+is|'s|\s+are|\s+follows?)\s+(?:the|an?|our|his|her|their|its)\b"),
        (
            "text",
            rf"""\b(?:full|complete|entire)\s+{_ADJ}?(?:text|transcript|statement|article|speech
                |version|translation)s?\b.{{0,80}}?\b(?:follows?|below|here)\b""",
        ),
        (
            "we ",
            r"""\bwe\s+(?:(?:are|were)\s+(?:\w+\s+){0,3}?(?:to\s+)?|(?:here|also|now|hereby
                |gladly|therefore|below)\s+)?(?:re-?print|re-?publish|re-?produce|re-?post|carry
                |publish|post|share|present|cross-?post|run)(?:ing|ed)?\b""",
        ),
        (
            "here|below|in full",
            r"""\b(?:is|are)\s+(?:re-?(?:printed|published|produced|posted)|published|carried
                |posted|given|set\s+out|presented)\s+(?:here|below|in\s+full)""",
        ),
        (
            "",  # at a colon
            rf"""^\W*from\s+(?:the\s+)?(?-i:[A-Z])[^:.]{{2,70}}:$
                |^\W*as\s+(?:carried|published|reported|released|issued|printed)\s+(?:by|in|on)\b
                 .{{0,120}}:$
                |^\W*(?:the|this|a|its|their)\s+(?:[\w'’-]+\s+){{0,3}}?{NOUN}\b.{{0,140}}
                 \b(?:reads?|read\s+as\s+follows|says|said|follows)\s*:$""",
        ),
    )
)


def points_down(sentence: str, lower: str) -> re.Match[str] | None:
    """Where a sentence speaks of the text that follows."""
    for needed, pattern in _FOLLOWING:
        if lower.endswith(":") if needed == ("",) else any(sign in lower for sign in needed):
            match = pattern.search(sentence)
            if match is not None:
                return match
    return None


WE_REPRINT = re.compile(
    r"\bwe\s+(?:\w+\s+){0,3}?(?:re-?print|re-?publish|re-?produce|re-?post|cross-?post)\w*\b.*"
    r"\b(?:below|here|following|follows)\b|\bwe\s+(?:re-?print|re-?publish|re-?produce)\b",
    re.IGNORECASE,
)
_POINTS_DOWN = re.compile(
    r"\b(?:below|follows?|following|reprint|republish|reproduce|repost|here\s+(?:is|are))",
    re.IGNORECASE,
)
_GIVES_TEXT = re.compile(
    r"\b(?:following|below|here)\b.{0,60}\b(?:is|are|was|were)\s+"
    r"(?:the|an?|our|some|two|three|full|extracts?|excerpts?)\b"
    r"|\b(?:re-?(?:print|publish|produce|post)\w*)\b"
    r"|\b(?:full|complete|entire)\b.{0,90}\b(?:below|follows)\b"
    r"|\b(?:text|transcript|translation|statement|article|report|speech)s?\b.{0,40}"
    r"\b(?:follows?|below)\s*[.:]?$|\b(?:below|here)\s+(?:is|are)\b",
    re.IGNORECASE,
)
_ANY_NOUN = re.compile(rf"\b{NOUN}\b", re.IGNORECASE)


def announces(sentence: str) -> bool:
    """It says that a text follows, without saying whose."""
    if WE_REPRINT.search(sentence):
        return True
    return all(p.search(sentence) for p in (_POINTS_DOWN, _ANY_NOUN, _GIVES_TEXT))
