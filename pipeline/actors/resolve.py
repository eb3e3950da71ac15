"""The actor tables from candidate mentions: persons, organisations, aliases, roles, review."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipeline.actors.bodies import BodyResolver
from pipeline.actors.chains import Chain
from pipeline.actors.countries import Countries
from pipeline.actors.groups import Person
from pipeline.actors.persons import PersonResolver
from pipeline.names.lexicon import Lexicon, lexicon
from pipeline.reference import Reference
from pipeline.tables import TABLES, build
from pipeline.text import fold, level, slug

Row = dict[str, Any]


@dataclass(frozen=True)
class ActorTables:
    """The tables that resolution makes; see `pipeline.tables` for their columns."""

    resolved_mentions: pa.Table
    mentions: pa.Table
    actors: pa.Table
    actor_aliases: pa.Table
    actor_roles: pa.Table
    name_review: pa.Table


@dataclass(slots=True)
class _Actor:
    identifier: str
    kind: str
    name: str
    country: str | None
    rows: list[int]


def resolve(
    candidates: pa.Table, articles: pa.Table, passages: pa.Table, reference: Reference
) -> ActorTables:
    """Resolve `candidate_mentions` of all documents to actors.

    `articles` and `passages` are the published tables (posts, dates, publishers and duplicates
    are read from them). `actors.n_meetings` is 0 until `count_meetings`.
    """
    lex = lexicon(reference)
    rows = candidates.to_pylist()
    texts = {row["passage_id"]: row for row in passages.to_pylist()}
    article_rows = {row["article_id"]: row for row in articles.to_pylist()}
    posts = {key: row["post_id"] for key, row in article_rows.items()}
    countries = Countries(rows, texts, article_rows, lex, reference)
    persons = PersonResolver(rows, posts, texts, lex, countries)
    owners = persons.resolve()
    bodies = BodyResolver(rows, texts, article_rows, lex)
    chains = bodies.resolve({k: p.country for k, p in owners.items() if p is not None})
    actors = _person_actors(rows, owners, lex) + _body_actors(rows, chains, bodies)
    actors += _publishers(actors, article_rows, lex)
    _unique_ids(actors)
    return _tables(rows, actors, texts, article_rows, persons)


def _person_actors(rows: list[Row], owners: dict[int, Person | None], lex: Lexicon) -> list[_Actor]:
    groups: dict[int, tuple[Person, list[int]]] = {}
    for k in sorted(owners):
        person = owners[k]
        if person is not None:
            groups.setdefault(id(person), (person, []))[1].append(k)
    actors = []
    for person, members in groups.values():
        known = lex.persons.get(fold(person.listed)) if person.listed else None
        listed = known["name"] if known else person.name
        lone = known is not None and not any(" " in surface for surface in person.surfaces)
        styled = listed.endswith(f" {person.name}")  # "Pope Francis" bears the name "Francis"
        name = listed if (lone and not styled) or listed in person.surfaces else person.name
        country = person.country or (known["country"] or None if known else None)
        actors.append(_Actor(slug(listed), "person", name, country, members))
    return actors


def _body_actors(rows: list[Row], chains: dict[int, Chain], bodies: BodyResolver) -> list[_Actor]:
    groups: defaultdict[tuple[Chain, str], list[int]] = defaultdict(list)
    for k in sorted(chains):
        document = rows[k]["document_id"] if bodies.is_vague(chains[k]) else ""
        groups[chains[k], document].append(k)
    merged: dict[str, _Actor] = {}
    for (chain, document), members in groups.items():
        name = bodies.name(chain, Counter(rows[k]["surface"] for k in members))
        identifier = bodies.identifier(chain, name)
        if document:
            identifier += "-" + hashlib.sha256(document.encode()).hexdigest()[:6]
        country = bodies.country(chain)
        actor = merged.get(identifier)
        if actor is not None and None not in (actor.country, country) and actor.country != country:
            identifier = slug(f"{name} {country}")
            actor = merged.get(identifier)
        if actor is None:
            merged[identifier] = _Actor(identifier, "organisation", name, country, list(members))
        else:
            actor.rows += members
            actor.country = actor.country or country
    return list(merged.values())


def _publishers(actors: list[_Actor], articles: dict[str, Row], lex: Lexicon) -> list[_Actor]:
    """Publishers that no mention names."""
    known = {actor.identifier for actor in actors}
    added = []
    for row in articles.values():
        identifier = row["publisher_id"]
        if identifier and identifier not in known:
            known.add(identifier)
            listed = lex.organisations.get(identifier)
            name = listed["name"] if listed else row["publisher"] or identifier
            country = (listed["country"] or None) if listed else None
            added.append(_Actor(identifier, "organisation", name, country, []))
    return added


def _unique_ids(actors: list[_Actor]) -> None:
    """A short hash of kind and country where two actors would share an id."""
    seen: dict[str, _Actor] = {}
    for actor in sorted(actors, key=lambda a: (a.identifier, a.kind != "organisation")):
        identifier = actor.identifier or "unnamed"
        if identifier in seen:
            digest = hashlib.sha256(f"{actor.kind}|{actor.country}|{actor.name}".encode())
            identifier = f"{identifier}-{digest.hexdigest()[:6]}"
        seen[identifier] = actor
        actor.identifier = identifier


def _tables(
    rows: list[Row],
    actors: list[_Actor],
    texts: dict[str, Row],
    articles: dict[str, Row],
    persons: PersonResolver,
) -> ActorTables:
    actor_of = {k: actor for actor in actors for k in actor.rows}
    duplicate = [texts[row["passage_id"]]["duplicate_of"] is not None for row in rows]
    return ActorTables(
        resolved_mentions=build("resolved_mentions", _resolved(rows, actor_of)),
        mentions=build("mentions", _mentions(rows, actor_of, duplicate)),
        actors=build("actors", _actors(rows, actors, duplicate, articles)),
        actor_aliases=build("actor_aliases", _aliases(rows, actors)),
        actor_roles=build("actor_roles", _roles(rows, actors, actor_of, articles, persons)),
        name_review=build("name_review", _reviews(rows, persons)),
    )


_MENTION = ("document_id", "passage_id", "article_id", "char_start", "char_end", "surface")


def _resolved(rows: list[Row], actor_of: dict[int, _Actor]) -> Iterable[Row]:
    for k, row in enumerate(rows):
        actor = actor_of.get(k)
        yield {
            **{column: row[column] for column in _MENTION},
            "actor_id": actor.identifier if actor else None,
            "kind": row["kind"],
            "title": row["title"],
            "country": row["country"] or (actor.country if actor else None),
            "phrase_start": row["phrase_start"],
            "phrase_end": row["phrase_end"],
        }


def _mentions(rows: list[Row], actor_of: dict[int, _Actor], duplicate: list[bool]) -> Iterable[Row]:
    for k, row in enumerate(rows):
        actor = actor_of.get(k)
        yield {
            **{column: row[column] for column in _MENTION},
            "actor_id": actor.identifier if actor else None,
            "title": row["title"],
            "is_duplicate": duplicate[k],
        }


def _actors(
    rows: list[Row], actors: list[_Actor], duplicate: list[bool], articles: dict[str, Row]
) -> Iterable[Row]:
    for actor in actors:
        own = [k for k in actor.rows if not duplicate[k]]
        dates = _dates(rows, actor.rows, articles)
        yield {
            "actor_id": actor.identifier,
            "kind": actor.kind,
            "name": actor.name,
            "country": actor.country,
            "n_mentions": len(own),
            "n_articles": len({rows[k]["article_id"] for k in own}),
            "n_meetings": 0,
            "first_date": min(dates, default=None),
            "last_date": max(dates, default=None),
        }


def _dates(rows: list[Row], members: Iterable[int], articles: dict[str, Row]) -> list[Any]:
    found = (articles[rows[k]["article_id"]]["date"] for k in members)
    return [date for date in found if date is not None]


def _aliases(rows: list[Row], actors: list[_Actor]) -> Iterable[Row]:
    for actor in actors:
        counts = Counter(" ".join(rows[k]["surface"].split()) for k in actor.rows)
        for alias, count in counts.items():
            yield {"actor_id": actor.identifier, "alias": alias, "n_mentions": count}


def _roles(
    rows: list[Row],
    actors: list[_Actor],
    actor_of: dict[int, _Actor],
    articles: dict[str, Row],
    persons: PersonResolver,
) -> Iterable[Row]:
    bodies = {
        (rows[k]["passage_id"], level(rows[k]["surface"])): (rows[k]["surface"], actor)
        for k, actor in actor_of.items()
        if actor.kind == "organisation"
    }
    for actor in actors:
        if actor.kind != "person":
            continue
        stated: defaultdict[tuple[str, Any, Any], list[int]] = defaultdict(list)
        spelled: dict[tuple[str, Any, Any], tuple[str, str | None]] = {}
        # One wording stands for one body, also where it could not be resolved beside the office.
        body_of: dict[str | None, _Actor] = {}
        offices = []
        for k in actor.rows:
            for role in persons.roles_of(rows[k]["title"]):
                place = (rows[k]["passage_id"], role.organisation or "")
                offices.append((k, role, *bodies.get(place, (role.organisation, None))))
        for _, _, surface, body in offices:
            if body is not None:
                body_of.setdefault(surface, body)
        for k, role, surface, _ in offices:
            body = body_of.get(surface)
            identifier = body.identifier if body else None
            country = role.country or (body.country if body else None) or actor.country
            key = (fold(role.role), identifier or surface, country)
            stated[key].append(k)
            spelled.setdefault(key, (role.role, surface))
        for key in stated:
            role_text, organisation = spelled[key]
            identifier = key[1] if key[1] != organisation else None
            dates = _dates(rows, stated[key], articles)
            yield {
                "actor_id": actor.identifier,
                "role": role_text,
                "organisation": organisation,
                "organisation_id": identifier,
                "country": key[2],
                "first_date": min(dates, default=None),
                "last_date": max(dates, default=None),
                "n_mentions": len(stated[key]),
            }


def _reviews(rows: list[Row], persons: PersonResolver) -> Iterable[Row]:
    seen: set[tuple[Any, ...]] = set()
    for review in persons.reviews:
        row = rows[review.row]
        key = (row["document_id"], row["char_start"], row["char_end"], review.reason)
        if key not in seen:
            seen.add(key)
            yield {
                **{c: row[c] for c in _MENTION if c != "article_id"},
                "candidates": review.candidates or None,
                "score": review.score,
                "reason": review.reason,
            }


def count_meetings(actors: pa.Table, meeting_participants: pa.Table) -> pa.Table:
    """`actors` with n_meetings filled from `meeting_participants`."""
    counts = Counter(meeting_participants.column("actor_id").to_pylist())
    index = TABLES["actors"].column_names.index("n_meetings")
    values = [counts.get(identifier, 0) for identifier in actors.column("actor_id").to_pylist()]
    field = actors.schema.field(index)
    return actors.set_column(index, field, pa.array(values, field.type))
