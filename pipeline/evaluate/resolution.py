"""Scores of who is who: whether the mentions of one actor, and no others, are held together."""

from __future__ import annotations

from collections import Counter, defaultdict

from pipeline.actors.bodies import same_body
from pipeline.evaluate.dataset import Dataset, grouped, known_names
from pipeline.evaluate.gold import Row
from pipeline.evaluate.measures import Book, Post, b_cubed, jaccard, lea, pairs
from pipeline.evaluate.mentions import KINDS, Mention
from pipeline.names.lexicon import lexicon
from pipeline.text import fold


def score_resolution(data: Dataset, matched: dict[Mention, Mention], book: Book) -> None:
    """Clusters of the mentions found; an unresolved mention is a cluster of its own."""
    for kind in KINDS:
        both = {gold: found for gold, found in matched.items() if gold.kind == kind}
        keys = {gold: str(gold.actor) for gold in both}
        # The zero byte keeps an unresolved mention apart from every real actor.
        responses = {gold: found.actor or f"\0{found.key}" for gold, found in both.items()}
        _score_clusters(data, kind, keys, responses, book)
        _score_alignment(data, kind, keys, responses, book)


def _score_clusters(
    data: Dataset, kind: str, keys: dict[Mention, str], responses: dict[Mention, str], book: Book
) -> None:
    bcubed, links = f"resolution.{kind}", f"resolution.{kind}_lea"
    merges = f"resolution.{kind}_pairs"
    for name in (bcubed, links, merges):
        book.open(name)
    for mention, (precision, recall) in b_cubed(keys, responses).items():
        post = data.post(mention.document, mention.line)
        book.predicted(bcubed, post, precision)
        book.found(bcubed, post, recall)
    for own, others, count in (
        (keys, responses, book.found),
        (responses, keys, book.predicted),
    ):
        first: dict[str, Mention] = {}
        sizes: Counter[str] = Counter()
        shared: Counter[tuple[str, str]] = Counter()
        for mention, label in own.items():
            first.setdefault(label, mention)
            sizes[label] += 1
            shared[label, others[mention]] += 1
        for label, (share, weight) in lea(own, others).items():
            count(links, _post(data, first[label]), share * weight, weight)
        for label, size in sizes.items():
            together = sum(pairs(n) for (mine, _), n in shared.items() if mine == label)
            count(merges, _post(data, first[label]), together, pairs(size))
    _list_errors(kind, data, keys, responses, book)


def _post(data: Dataset, mention: Mention) -> Post:
    return data.post(mention.document, mention.line)


def _list_errors(
    kind: str, data: Dataset, keys: dict[Mention, str], responses: dict[Mention, str], book: Book
) -> None:
    """False merges (several gold actors in one predicted) and splits (the reverse)."""
    names = {row["actor"]: row["name"] for row in data.gold.of("actors")}
    for own, others, error in ((responses, keys, "merge"), (keys, responses, "split")):
        held: dict[str, Counter[str]] = defaultdict(Counter)
        place: dict[tuple[str, str], Mention] = {}
        for mention, label in own.items():
            held[label][others[mention]] += 1
            place.setdefault((label, others[mention]), mention)
        for label, parts in held.items():
            if len(parts) < 2:
                continue
            (main, _), *rest = parts.most_common()
            for part, number in rest:
                mention = place[label, part]
                told = (
                    (names.get(part, part), names.get(main, main))
                    if error == "merge"
                    else (
                        _told(data, part),
                        _told(data, main),
                    )
                )
                text = f"{mention.surface} ×{number}: {told[0]} / {told[1]}"
                where = (mention.document, mention.line)
                book.miss(f"resolution.{kind}", error, where, text)


def _told(data: Dataset, response: str) -> str:
    return "(unresolved)" if response.startswith("\0") else data.name(response)


def _score_alignment(
    data: Dataset, kind: str, keys: dict[Mention, str], responses: dict[Mention, str], book: Book
) -> None:
    """Each gold actor beside the predicted one with most of its mentions: name and country."""
    actors = grouped(data.gold.of("actors"), "actor")
    held: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, Mention] = {}
    for mention, actor in keys.items():
        first.setdefault(actor, mention)
        if not responses[mention].startswith("\0"):
            held[actor][responses[mention]] += 1
    best = {actor: max(sorted(counts), key=counts.__getitem__) for actor, counts in held.items()}
    for actor, mention in first.items():
        gold, post = actors[actor][0], _post(data, mention)
        found = data.actors.get(best.get(actor, ""))
        name = found["name"] if found else None
        right = name is not None and _is_name(name, kind, _full_names(actors[actor]))
        book.share(f"resolution.{kind}_name", post, right)
        place = (mention.document, mention.line)
        if not right:
            book.miss(f"resolution.{kind}_name", "wrong", place, f"{gold['name']!r}: {name!r}")
        country, wanted = found["country"] if found else None, gold.get("country")
        # Precision and recall apart: a country left out is better than a wrong one.
        if wanted is not None:
            book.found(f"resolution.{kind}_country", post, country == wanted)
        if country is not None:
            book.predicted(f"resolution.{kind}_country", post, country == wanted)
        if country != wanted:
            error = "missed" if country is None else "wrong"
            text = f"{gold['name']}: {wanted}, predicted {country}"
            book.miss(f"resolution.{kind}_country", error, place, text)
    if kind == "person":
        _score_roles(data, actors, best, first, book)
    for mention, actor in keys.items():
        if mention.is_short:
            right = responses[mention] == best.get(actor)
            book.share("resolution.short_forms", _post(data, mention), right)
            if not right:
                told = f"{mention.surface}: {actors[actor][0]['name']}"
                text = f"{told}, predicted {_told(data, responses[mention])}"
                place = (mention.document, mention.line)
                book.miss("resolution.short_forms", "wrong", place, text)


def _is_name(name: str, kind: str, gold: set[str]) -> bool:
    """One of the gold names, or of an organisation another name of the same body."""
    if fold(name) in {fold(other) for other in gold}:
        return True
    known = lexicon(known_names())
    return kind == "organisation" and any(same_body(name, other, known) for other in gold)


def _full_names(rows: list[Row]) -> set[str]:
    """The name of a gold actor and the longest of its aliases."""
    aliases = [alias for row in rows for alias in row.get("aliases", ())]
    longest = max(map(len, aliases), default=0)
    names = {row["name"] for row in rows} | {alias for alias in aliases if len(alias) == longest}
    return names


def _score_roles(
    data: Dataset,
    actors: dict[str, list[Row]],
    best: dict[str, str],
    first: dict[str, Mention],
    book: Book,
) -> None:
    """Offices of the persons found, by their words; the body that they serve is not asked for."""
    if not any(row.get("roles") for rows in actors.values() for row in rows):
        return
    told = grouped(data.rows("actor_roles"), "actor_id")
    book.open("resolution.roles")
    for actor, mention in first.items():
        post, place = _post(data, mention), (mention.document, mention.line)
        gold = {fold(role["role"]) for row in actors[actor] for role in row.get("roles", ())}
        if not gold:  # a set need not give the roles of everybody
            continue
        predicted = {fold(row["role"]) for row in told.get(best.get(actor, ""), ())}
        for own, others, count, error in (
            (gold, predicted, book.found, "missed"),
            (predicted, gold, book.predicted, "spurious"),
        ):
            for role in sorted(own):
                right = any(same_office(role, other) for other in others)
                count("resolution.roles", post, right)
                if not right:
                    book.miss("resolution.roles", error, place, f"{mention.surface}: {role}")


_SMALL_WORDS = frozenset("of the to in for and a an".split())


def office_words(office: str) -> set[str]:
    """The words of an office, folded, without small ones and genitives."""
    return {
        word.removesuffix("'s") for word in fold(office).replace(",", " ").split()
    } - _SMALL_WORDS


def same_office(left: str, right: str) -> bool:
    """Whether two offices share at least half of all their words."""
    first, second = office_words(left), office_words(right)
    return bool(first and second) and jaccard(first, second) >= 0.5
