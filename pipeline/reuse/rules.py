"""Which spans are reuse: evidence against formulae, and the structure of posts as prior.

Diplomatic prose is full of formulae, offices and slogans that unrelated articles share, up to two
dozen words long. So a span counts by its *evidence*: content words that are no name, no office
and no function word; words that the genre shares weigh a quarter. Between posts every word also
counts the less, the more other posts have its 5-grams. Inside a post an editor's introduction is
known to draw on the reprints below it, so there a phrase is enough, but each of its words comes
from one place: the longest span explains the shorter ones.

The thresholds are measured, not fitted to the sample alone: see docs/benchmarks.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]

# "near": this share of the words of both passages match in order (docs: definitions).
NEAR = 2 / 3
# The words of both spans must agree to this degree (rapidfuzz ratio).
SIMILAR = 70.0
# Words of a partial copy that is no whole sentence, and of one that is told by its length alone:
# formulae of such a length differ in their slots.
RUN = 12
LONG_RUN = 20
# A copy as a whole, and an unbroken long run, need this much to be more than names and formulae.
COPY_EVIDENCE = 3.0
# Any other copy between posts, in an archive of few posts and of many: see `trust`.
EVIDENCE_FEW, EVIDENCE_MANY = 2.5, 1.2
# Introduction and reprint of one post: a telling phrase ...
LINKED_WORDS = 7
LINKED_EVIDENCE = 1.25
# ... or a run of RUN words with so many content words, stock words included.
FEW_CONTENT = 3
# A paragraph whose words stand for the most part in the other one, whatever they are.
COVERED = 2 / 3

# From how many posts on an archive's own counts begin to replace what is listed, and from how
# many they replace it altogether.
FEW_POSTS, MANY_POSTS = 100, 10_000


def trust(n_posts: int) -> float:
    """How far the frequency of a phrase in this archive can be trusted, 0 to 1.

    A small archive cannot tell a formula from a quotation by counting. The more posts there are,
    the more a phrase that stands in two of them only must be a copy.
    """
    grown = math.log(max(n_posts, 1) / FEW_POSTS) / math.log(MANY_POSTS / FEW_POSTS)
    return min(max(grown, 0.0), 1.0)


def evidence_needed(trusted: float) -> float:
    """Evidence that a copy between posts needs in an archive with this trust."""
    return EVIDENCE_FEW + trusted * (EVIDENCE_MANY - EVIDENCE_FEW)


def least_evidence(trusted: float) -> float:
    """Between posts nothing is reuse below this, save a copy as a whole."""
    return min(COPY_EVIDENCE, evidence_needed(trusted))


@dataclass(frozen=True)
class Candidates:
    """Arrays over spans: what the rules need to know. Words are levelled words."""

    similarity: npt.NDArray[np.float64]
    shared: npt.NDArray[np.float64]  # of the longer passage's words, in order, 0 to 1
    words: npt.NDArray[np.int64]  # of the longer side
    matched: npt.NDArray[np.int64]
    run: npt.NDArray[np.int64]
    evidence: npt.NDArray[np.float64]
    rare: npt.NDArray[np.float64]
    content: npt.NDArray[np.int64]  # content words of the span, stock words included
    shorter: npt.NDArray[np.int64]  # words of the shorter passage
    unit: Bools  # a whole sentence or quotation on one side
    linked: Bools  # introduction and reprint of one post
    same_post: Bools


def is_reuse(c: Candidates, trusted: float) -> Bools:
    """True for spans that are reuse on their own evidence."""
    near = c.shared >= NEAR
    covered = (c.matched >= COVERED * c.shorter) & (c.matched >= RUN)
    long_run = c.run >= LONG_RUN
    phrase = (c.words >= LINKED_WORDS) & (c.evidence >= LINKED_EVIDENCE)
    passage = (c.words >= RUN) & (c.content >= FEW_CONTENT)
    linked = c.linked & (phrase | passage | covered | near | long_run)
    weighed = (1 - trusted) * c.evidence + trusted * c.rare
    # A formula often is a paragraph of its own, a quotation seldom is.
    strong = ~near & ((c.words >= RUN) | c.unit) & (weighed >= evidence_needed(trusted))
    # Two reprints of one post report on the same event.
    unbroken = long_run & ((weighed >= COPY_EVIDENCE) | (c.same_post & (c.content >= FEW_CONTENT)))
    copied = near & ((c.evidence >= COPY_EVIDENCE) | (weighed >= COPY_EVIDENCE))
    result: Bools = (c.similarity >= SIMILAR) & (linked | strong | unbroken | copied)
    return result


def degrees(shared: npt.NDArray[np.float64], same_words: Bools) -> npt.NDArray[np.str_]:
    """Degree of each span from the share of words in order and equality of all words."""
    return np.where(same_words, "verbatim", np.where(shared >= NEAR, "near", "partial"))


def explained(
    start: npt.NDArray[np.int64],
    end: npt.NDArray[np.int64],
    size: npt.NDArray[np.int64],
    evidence: npt.NDArray[np.float64],
) -> Bools:
    """Of spans in one introduction's passage: those that stand inside a span of a longer copy.

    `size` are the equal words of the whole copy. A span is explained when most of it lies in a
    copy that is a quarter longer at least, unless its evidence would do between posts as well:
    a sentence may stand in two reprints.
    """
    inside = np.zeros(len(start), bool)
    for i in range(len(start)):
        shared = np.minimum(end, end[i]) - np.maximum(start, start[i])
        longer = size >= 1.25 * size[i]
        inside[i] = bool(np.any(longer & (shared >= COVERED * (end[i] - start[i]))))
    return inside & (evidence < EVIDENCE_FEW)
