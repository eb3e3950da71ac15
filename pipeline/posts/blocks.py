"""Text → blocks: the runs of characters that become passages.

A block is a paragraph as the page shows it. Lines that were wrapped at a fixed width are joined
again; other line breaks separate. The blocks cover every visible character once.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

# Characters that show nothing: a line of only these is blank to a reader.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
_LINE = re.compile(r"[^\n]+")
_WRAP_MAX = 120  # wider lines are paragraphs of their own
_WRAP_MIN = 40
HEAD = 400  # characters of a short block: rules see the whole of it
_OPENING = 220  # characters that rules see of a longer one


@dataclass(slots=True)
class Block:
    """Half-open span `start`–`end` of the text; `gap` blank lines stand before it."""

    start: int
    end: int
    gap: int
    head: str  # cleaned beginning (the whole block if it is short)

    @property
    def is_short(self) -> bool:
        return self.end - self.start <= HEAD


_PLAIN = {
    **dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000\t\u2028\u2029\x0b\x0c\x85", " "),
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
    **dict.fromkeys("\u2010\u2011\u2012", "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02bb\u2032\u0060\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys(INVISIBLE, ""),
}
# Patterns over the few characters to change: str.translate looks up every character.
_TYPOGRAPHIC = re.compile(f"[{re.escape(''.join(_PLAIN))}]")
_INVISIBLE = re.compile(f"[{re.escape(''.join(INVISIBLE))}]")


def clean(text: str) -> str:
    """As a reader sees it: no invisible characters, one plain space between words."""
    return " ".join(_INVISIBLE.sub("", text).split())


def plain(text: str) -> str:
    """`clean` with plain quotes and hyphens; dashes stay, they carry meaning in datelines."""
    if not text.isascii():
        text = _TYPOGRAPHIC.sub(lambda match: _PLAIN[match[0]], text)
    return " ".join(text.split())


def split_blocks(text: str) -> list[Block]:
    """Blocks of `text` in order."""
    lines = _visible_lines(text)
    width = _wrap_width(text, lines)
    blocks: list[Block] = []
    for start, end, gap in lines:
        if blocks and gap == 0 and _is_wrapped(text, blocks[-1].end, start, end, width):
            blocks[-1].end = end
        else:
            blocks.append(Block(start, end, gap, ""))
    for block in blocks:
        size = block.end - block.start
        block.head = plain(text[block.start : block.start + (size if size <= HEAD else _OPENING)])
    return blocks


def _visible_lines(text: str) -> list[tuple[int, int, int]]:
    """(start, end, blank lines before) of each line that shows something, without outer blanks.

    A line of invisible characters alone is glued to its neighbour, so that nothing is lost.
    """
    lines: list[tuple[int, int, int]] = []
    previous = 0  # where the last line ended, for counting newlines
    pending: int | None = None
    for match in _LINE.finditer(text):
        line = match[0]
        stripped = line.strip()
        if not stripped:
            continue
        start = match.start() + len(line) - len(line.lstrip())
        end = start + len(stripped)
        if stripped[0] in INVISIBLE and not _INVISIBLE.sub("", stripped).strip():
            if lines:
                lines[-1] = (lines[-1][0], end, lines[-1][2])
            elif pending is None:
                pending = start
            continue
        gap = max(0, text.count("\n", previous, match.start()) - 1) if lines else 0
        lines.append((start if pending is None else pending, end, gap))
        pending = None
        previous = match.end()
    if pending is not None:
        lines.append((pending, len(text.rstrip()), 0))
    return lines


def _wrap_width(text: str, lines: list[tuple[int, int, int]]) -> int:
    """Width at which the text was wrapped by hand or mail program; 0 if it was not."""
    lengths = []
    for (start, end, _), (_, _, gap) in itertools.pairwise(lines):
        if gap == 0 and end - start >= _WRAP_MIN:
            lengths.append(end - start)
    if len(lengths) < 3:
        return 0
    lengths.sort()
    width = lengths[min(len(lengths) - 1, len(lengths) * 90 // 100)]  # a few lines are wider
    longer = sum(end - start > width + 40 for start, end, _ in lines)
    # Unwrapped pages have lines of every length; wrapped ones crowd under the width.
    crowded = sum(length >= width - 20 for length in lengths) >= 0.7 * len(lengths)
    return width if width <= _WRAP_MAX and longer <= 0.05 * len(lines) and crowded else 0


def _is_wrapped(text: str, previous_end: int, start: int, end: int, width: int) -> bool:
    """Whether the break before `start` is where the next word would not have fitted."""
    if not width:
        return False
    line_start = max(text.rfind("\n", 0, previous_end) + 1, previous_end - 2 * _WRAP_MAX)
    first_word = text[start:end].split(None, 1)[0]
    return previous_end - line_start + 1 + len(first_word) > width - 6
