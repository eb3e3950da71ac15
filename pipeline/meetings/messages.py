"""Congratulations, greetings, letters and condolences between named persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.dates import DateSpan
from pipeline.meetings import rows as row_tools
from pipeline.meetings.candidates import Reader
from pipeline.meetings.corpus import Article, Sentence
from pipeline.meetings.frames import ADV, LIST, plain, subject_before
from pipeline.meetings.references import Party
from pipeline.meetings.rows import Ids, Row
from pipeline.meetings.slots import ANYONE, Slotted, listed
from pipeline.meetings.when import more_exact, overlap

_PREFILTER = re.compile(
    r"\b(?:congratulat\w+|greetings?|condolences?|messages?|letters?|telegrams?|cables?|"
    r"felicitat\w+|wishes|sympath\w+|wrote to|regards|wired|cabled)\b",
    re.I,
)
_MESSAGE = (
    r"(?:(?:[\w'-]+ ){0,6}?(?:messages?|letters?|telegrams?|cables?|notes?|greetings|"
    r"congratulations|condolences|wishes|sympathies|regards|felicitations))"
)
_AND_MORE = (
    r"(?:(?:,| and|, and) (?:[\w'-]+ ){0,4}?(?:greetings|congratulations|"
    r"condolences|wishes|sympathies|sympathy|respects))*"
)
# The verb with message and recipient: "sent a message of congratulations to B", "congratulated B".
_SENT = re.compile(
    r"\b(?P<verb>sent|sends|send|sending|extended|extends|extending|conveyed|conveys|convey|"
    r"expressed|offered|offers|addressed|wrote|wired|cabled|delivered|passed on|relayed|"
    r"dispatched)\b"
    rf"(?P<what>[^;.\"]{{0,110}}?\b{_MESSAGE}{_AND_MORE}[^;.\"]{{0,90}}?)\s(?:to|for|addressed "
    rf"to)\s(?P<to>{LIST})",
    re.I if False else 0,
)
_CONGRATULATED = re.compile(
    r"\b(?P<verb>congratulated|congratulates|congratulating|felicitated|greeted|consoled|"
    rf"wrote to|writes to)\b{ADV}\s?(?P<to>{LIST})(?P<what>(?:'s)?[^;\"]{{0,160}})"
)
_EXCHANGE = re.compile(
    r"\b(?:exchanged|exchange|exchanging|exchanges)\b(?P<what>(?:\sof)?[^;.\"]{0,90}"
    r"?\b(?:greetings|messages|letters|congratulations|telegrams|"
    r"cables))(?P<rest>[^;.\"]{0,200})"
)
_IN_MESSAGE = re.compile(
    rf"\b(?:in|through) (?P<whose>his|her|a|an|the|{ANYONE}'s) (?P<what>(?:[\w'-]+ ){{0,5}}"
    rf"?(?:message|letter|telegram|cable|condolences)) (?:of (?:[\w'-]+ ){{0,3}})?(?:sent "
    rf")?to (?P<to>{LIST})"
)
_CONVEYED = re.compile(
    rf"\b(?:conveyed|conveys|passed on|delivered|relayed|extended|brought)\s(?P<owner>{ANYONE}"
    rf")'s\s(?P<what>[^;.\"]{{0,80}}?\b(?:greetings|regards|wishes|message|letter|"
    rf"condolences|congratulations|invitation))[^;.\"]{{0,40}}?\sto\s(?P<to>{LIST})"
)
_ASKED = re.compile(
    rf"\basked (?P<messenger>{ANYONE}) to (?:convey|pass on|extend|relay|deliver|send) (?:his|"
    rf"her|their) (?P<what>[^;.\"]{{0,60}}?\b(?:greetings|regards|wishes|condolences|"
    rf"congratulations))[^;.\"]{{0,30}}? to (?P<to>{LIST})"
)
_RECEIVED = re.compile(
    rf"\breceived (?P<what>[^;.\"]{{0,80}}?{_MESSAGE}[^;.\"]{{0,60}}?) from (?P<from>{LIST})"
)
_KINDS = (
    ("condolence", re.compile(r"condol|sympath|consoled|passing|death of|mourning", re.I)),
    ("congratulation", re.compile(r"congratulat|felicitat", re.I)),
    (
        "greeting",
        re.compile(
            r"greet|wishes|regards|new year|spring festival|christmas|holiday|eid|season", re.I
        ),
    ),
    ("letter", re.compile(r"letter|message|telegram|cable|wrote|writes", re.I)),
)
_OCCASION = re.compile(
    r"\b(?:on|for|upon|over|to mark|marking|following|after)\s(?P<occasion>(?:the |his |her |"
    r"their |its )?[^.;,\"]{4,120})"
)
_REFUSED = re.compile(
    r"\b(?:not|never|refused|declined|would|could|might|if|hope\w*|plans?|invit\w+)\b[^,]{0,25}$",
    re.I,
)


@dataclass(eq=False)
class Sending:
    """One report of one directed message."""

    sentence: Sentence
    kind: str
    sender: Party
    recipient: Party
    span: DateSpan | None
    occasion: str | None
    anchor: DateSpan | None

    @property
    def article(self) -> Article:
        return self.sentence.passage.article


def read(reader: Reader) -> list[Sending]:
    """Messages told in the articles of one document."""
    found: list[Sending] = []
    for article in reader.articles:
        for passage in article.passages:
            if passage.kind not in ("paragraph", "title") or not _PREFILTER.search(passage.level):
                continue
            for sentence in passage.sentences:
                if _PREFILTER.search(sentence.text):
                    found += _sentence(reader, sentence)
    return found


def _people(
    reader: Reader,
    sentence: Sentence,
    view: Slotted,
    chars: str,
    others: frozenset[str] = frozenset(),
) -> list[Party]:
    return [p for p in reader._parties(listed(view, chars), sentence, others) if p.kind == "person"]


def _sentence(reader: Reader, sentence: Sentence) -> Iterator[Sending]:
    view = reader.references.slotted(sentence)
    text = view.text
    taken: list[tuple[int, int]] = []

    def free(match: re.Match[str]) -> bool:
        if any(a < match.end() and match.start() < b for a, b in taken):
            return False
        taken.append(match.span())
        return True

    for match in _EXCHANGE.finditer(text):
        if free(match):
            yield from _exchange(reader, view, match)
    for match in _CONVEYED.finditer(text):
        owner = _people(reader, sentence, view, match["owner"])
        if free(match):
            yield from _directed(
                reader,
                view,
                match,
                owner,
                _people(reader, sentence, view, match["to"]),
                match["what"],
            )
    for match in _ASKED.finditer(text):
        if free(match):
            yield from _directed(
                reader,
                view,
                match,
                _subject(reader, view, match.start()),
                _people(reader, sentence, view, match["to"]),
                match["what"],
            )
    for pattern in (_SENT, _CONGRATULATED):
        for match in pattern.finditer(text):
            governing = text[max(0, match.start() - 40) : match.start()]
            if _REFUSED.search(plain(governing)) or match["verb"] == "greeted" or not free(match):
                continue
            to = _people(reader, sentence, view, match["to"])
            senders = _subject(reader, view, match.start(), frozenset(p.actor_id for p in to))
            what = match["verb"] + " " + match["what"]
            if text[match.end("to") : match.end("to") + 2] == "'s" or text[
                match.end("to") :
            ].startswith("' "):
                continue
            yield from _directed(reader, view, match, senders, to, what)
    for match in _IN_MESSAGE.finditer(text):
        if free(match):
            to = _people(reader, sentence, view, match["to"])
            others = frozenset(p.actor_id for p in to)
            senders = (
                _people(reader, sentence, view, match["whose"], others)
                or _later_subject(reader, view, match.end(), others)
                or _subject(reader, view, match.start(), others)
            )
            yield from _directed(reader, view, match, senders, to, match["what"])
    for match in _RECEIVED.finditer(text):
        if free(match):
            yield from _directed(
                reader,
                view,
                match,
                _people(reader, sentence, view, match["from"]),
                _subject(reader, view, match.start()),
                match["what"],
            )


def _subject(
    reader: Reader, view: Slotted, position: int, others: frozenset[str] = frozenset()
) -> list[Party]:
    span = subject_before(view.text, position)
    if span is None:
        return []
    return _people(reader, view.sentence, view, view.text[span[0] : span[1]], others)


def _later_subject(
    reader: Reader, view: Slotted, position: int, others: frozenset[str]
) -> list[Party]:
    from pipeline.meetings.frames import subject_after

    span = subject_after(view.text, position)
    return (
        _people(reader, view.sentence, view, view.text[span[0] : span[1]], others) if span else []
    )


def _exchange(reader: Reader, view: Slotted, match: re.Match[str]) -> Iterator[Sending]:
    """ "A and B exchanged greetings", "an exchange of messages between A and B / with B"."""
    text, sentence = view.text, view.sentence
    between = re.search(rf"\b(?:between|among)\s(?P<list>[^;.\"]*?{LIST})", match["rest"])
    with_whom = re.match(rf"\s?(?:[\w' ,]{{0,30}})?\bwith\s(?P<list>{LIST})", match["rest"])
    people: list[Party] = []
    if between:
        people = _people(reader, sentence, view, between["list"])
    elif with_whom:
        other = _people(reader, sentence, view, with_whom["list"])
        own = _subject(reader, view, match.start(), frozenset(p.actor_id for p in other))
        people = [*own[:1], *other[:1]]
    else:
        people = _subject(reader, view, match.start())
        if len(people) < 2:
            run = re.search(
                rf"{ANYONE}[^;.\"]{{0,90}}?,? and {ANYONE}[^;.\"]{{0,160}}$", text[: match.start()]
            )
            if run:
                people = _people(reader, sentence, view, run[0])
    if len({p.actor_id for p in people}) != 2:
        return
    one, other_one = people[0], people[1]
    yield from _directed(
        reader, view, match, [one], [other_one], match["what"] + match["rest"], exchanged=True
    )
    yield from _directed(
        reader, view, match, [other_one], [one], match["what"] + match["rest"], exchanged=True
    )


def _directed(
    reader: Reader,
    view: Slotted,
    match: re.Match[str],
    senders: Sequence[Party],
    recipients: Sequence[Party],
    what: str,
    *,
    exchanged: bool = False,
) -> Iterator[Sending]:
    sentence = view.sentence
    speech = re.search(r"\b(?:said|recalled|noted|that)\b", view.text[: match.start()]) is not None
    story = sentence.passage.kind == "paragraph" and not speech
    dated = reader.calendar.of_event(
        view, match.span(), (0, len(view.text)), future=False, inherits=story
    )
    kind = next((name for name, pattern in _KINDS if pattern.search(what)), "letter")
    if (
        exchanged
        and kind == "congratulation"
        and re.search(r"new year|spring festival|greet", view.text, re.I)
    ):
        kind = "greeting"
    occasion = _occasion(view, match)
    article = sentence.passage.article
    anchor = reader.calendar.anchor(article) or reader.calendar.neighbour(article)
    for sender in senders:
        for recipient in recipients:
            if sender.actor_id != recipient.actor_id:
                span = dated.span if dated and sentence.passage.kind != "title" else None
                yield Sending(sentence, kind, sender, recipient, span, occasion, anchor)


def _occasion(view: Slotted, match: re.Match[str]) -> str | None:
    found = _OCCASION.search(plain(view.text), match.start())
    if found is None or "¤" in found["occasion"]:
        return None
    start, end = view.source(*found.span("occasion"))
    offset = view.sentence.start - view.sentence.passage.start
    return view.sentence.passage.text[offset + start : offset + end].strip()


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
