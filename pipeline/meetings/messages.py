"""Congratulations, greetings, letters and condolences between named persons, each once.

The sentences are read in `pipeline.meetings.mail`; here their reports become rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.dates import DateSpan, more_exact, overlap
from pipeline.meetings import rows as row_tools
from pipeline.meetings.mail.read import read
from pipeline.meetings.mail.story import Sending
from pipeline.meetings.rows import Ids, Row

__all__ = ["Sending", "merge", "read", "rows"]


def merge(sent: Sequence[Sending]) -> list[list[Sending]]:
    """Reports of one message: same direction, same group of kinds, compatible dates."""
    groups: dict[tuple[str, str, bool], list[list[Sending]]] = {}
    ranked = sorted(
        enumerate(sent),
        key=lambda item: (
            item[1].span is None,
            item[1].span is not None and item[1].span.precision != "day",
            item[0],
        ),
    )
    for _, sending in ranked:
        key = (sending.sender.actor_id, sending.recipient.actor_id, sending.kind == "condolence")
        clusters = groups.setdefault(key, [])
        for cluster in clusters:
            if _same(sending, cluster, reader_window=45):
                cluster.append(sending)
                break
        else:
            clusters.append([sending])
    return [cluster for clusters in groups.values() for cluster in clusters]


def _same(sending: Sending, cluster: Sequence[Sending], *, reader_window: int) -> bool:
    spans = [s.span for s in cluster if s.span]
    if sending.span is not None and spans:
        return any(overlap(sending.span, span) for span in spans)
    if any(s.article.post_id == sending.article.post_id for s in cluster):
        return True
    anchor = sending.anchor
    if anchor is not None and spans:
        return abs((spans[0].start - anchor.start).days) <= reader_window
    return (
        not spans
        and sending.span is None
        and any(s.article.document_id == sending.article.document_id for s in cluster)
    )


def rows(sent: Sequence[Sending], canonical: Mapping[str, str]) -> tuple[list[Row], list[Row]]:
    """Rows of `messages` and `message_sources`."""
    clusters = merge(sent)
    ids = Ids()
    spans: list[DateSpan | None] = []
    for cluster in clusters:
        span: DateSpan | None = None
        for sending in cluster:
            if sending.span is not None:
                span = more_exact(span, sending.span) if span else sending.span
        spans.append(span)
        ids.want(
            row_tools.readable_id(span, [])
            + f"-{cluster[0].sender.actor_id}-{cluster[0].recipient.actor_id}",
            row_tools.evidence(_best(cluster)),
        )
    message_rows: list[Row] = []
    source_rows: list[Row] = []
    for message_id, cluster, span in zip(ids.settle(), clusters, spans, strict=True):
        best = _best(cluster)
        message_rows.append(
            {
                "message_id": message_id,
                "kind": _kind(cluster, best),
                "date": span.start if span else None,
                "date_precision": span.precision if span else None,
                "sender_id": best.sender.actor_id,
                "recipient_id": best.recipient.actor_id,
                "occasion": next((s.occasion for s in [best, *cluster] if s.occasion), None),
                "n_sources": row_tools.n_sources(cluster, canonical),
                "evidence": row_tools.evidence(best),
            }
        )
        source_rows += row_tools.sources(cluster, "message_id", message_id, best)
    return message_rows, source_rows


def _kind(cluster: Sequence[Sending], best: Sending) -> str:
    """The kind that most reports name; the best report's where they are even."""
    kinds = [s.kind for s in cluster]
    return max([best.kind, *sorted(set(kinds))], key=kinds.count)


def _best(cluster: Sequence[Sending]) -> Sending:
    return min(
        cluster,
        key=lambda s: (
            s.sentence.passage.kind == "title",
            s.article.kind != "reprint",
            s.span is None,
            s.article.document_id,
            s.sentence.start,
        ),
    )
