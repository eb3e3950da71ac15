"""The command `readouts`: build the dataset, score it, write the data dictionary."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline import __version__, evaluate, ftm
from pipeline.build import Result, build, reference_of
from pipeline.config import Settings
from pipeline.dictionary import render
from pipeline.remote import fetch
from pipeline.storage import read_table, replace_file

EXIT_OK, EXIT_FAILED, EXIT_SOME_REJECTED = 0, 1, 3
log = logging.getLogger("pipeline")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code.

    0: done. 1: failed, what was published before is untouched. 2: wrong usage. 3: built, but some
    seeds were rejected.
    """
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        print("stopped; what was published before is untouched", file=sys.stderr)
        return EXIT_FAILED
    except Exception as error:
        # The last line of defence: a message for people, and the trace for those who ask.
        log.debug("trace", exc_info=True)
        print(f"readouts: {type(error).__name__}: {error}", file=sys.stderr)
        if options.traceback:
            raise
        return EXIT_FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="readouts", description=__doc__)
    parser.add_argument("--version", action="version", version=f"readouts {__version__}")
    parser.add_argument("--traceback", action="store_true", help="show where an error arose")
    commands = parser.add_subparsers(required=True, metavar="command")

    command = commands.add_parser("build", help="seeds → data/processed")
    _add_folders(command, "seeds", "raw", "interim", "processed", "reference")
    command.set_defaults(run=_build)

    command = commands.add_parser("evaluate", help="score a dataset against gold annotation")
    _add_folders(command, "processed")
    evaluate.add_arguments(command)
    command.set_defaults(run=_evaluate)

    command = commands.add_parser("export", help="write the dataset in another format")
    command.add_argument("format", choices=["ftm"], help="ftm: FollowTheMoney, as JSON lines")
    command.add_argument("--output", type=Path, metavar="FILE", help="default: standard output")
    _add_folders(command, "processed", "reference")
    command.set_defaults(run=_export)

    command = commands.add_parser("dictionary", help="print the data dictionary (Markdown)")
    command.set_defaults(run=_dictionary)
    return parser


_FOLDERS = {
    "seeds": "input files",
    "raw": "copies of the input files",
    "interim": "tables between the steps, and the cache",
    "processed": "the published set",
    "reference": "CSV files of your own that extend or override the built-in reference data",
}


def _add_folders(command: argparse.ArgumentParser, *names: str) -> None:
    for name in names:
        command.add_argument(
            f"--{name}",
            metavar="DIR",
            help=f"{_FOLDERS[name]} (default: READOUTS_{name.upper()} or {_default(name)})",
        )


def _default(name: str) -> str:
    return str(getattr(Settings(), name) or "none")


def _settings(options: argparse.Namespace) -> Settings:
    names = {name: getattr(options, name, None) for name in _FOLDERS}
    return Settings.from_environment(**names)


def _build(options: argparse.Namespace) -> int:
    settings = _settings(options)
    result = build(settings)
    print(summary(result, settings))
    return EXIT_SOME_REJECTED if result.rejected else EXIT_OK


def _evaluate(options: argparse.Namespace) -> int:
    settings = _settings(options)
    fetch(settings, "processed")
    options.processed = settings.processed
    return evaluate.main(options)


def _export(options: argparse.Namespace) -> int:
    settings = _settings(options)
    fetch(settings, "processed")
    tables = {name: read_table(settings.processed, name) for name in ftm.TABLES}
    entities = ftm.entities(tables, reference_of(settings))
    if options.output is None:
        ftm.write(entities, sys.stdout)
        return EXIT_OK
    partial = options.output.with_name(f".{options.output.name}.part")
    with partial.open("w", encoding="utf-8") as file:
        count = ftm.write(entities, file)
    replace_file(partial, options.output)
    print(f"{count:,} entities in {options.output}")
    return EXIT_OK


def _dictionary(_options: argparse.Namespace) -> int:
    print(render(), end="")
    return EXIT_OK


def summary(result: Result, settings: Settings) -> str:
    """What a person wants to know after a run."""
    publication = result.publication
    width = max(map(len, publication.rows))
    lines = ["", "table".ljust(width) + "       rows"]
    for name, rows in publication.rows.items():
        change = publication.changes.get(name)
        note = f"  (+{change.added} −{change.removed} ~{change.changed})" if change else ""
        lines.append(f"{name.ljust(width)} {rows:>10,}{note}")
    lines.append("")
    if result.rejected:
        count = len(result.rejected)
        lines.append(f"{count} seed{'s were' if count > 1 else ' was'} rejected:")
        lines += [f"  {path}: {reason}" for path, reason in result.rejected]
        lines.append("")
    state = "published" if publication.swapped else "unchanged, still"
    where = settings.url("processed") or str(settings.processed)
    directory = "" if where == str(Settings().processed) else f', "{where}"'
    lines += [
        f"Dataset {publication.version} {state} in {where} ({result.seconds:.1f} s).",
        "",
        "Load it in Python:",
        "  from pipeline.load import load",
        f'  meetings = load("meetings"{directory})',
        "or with any program that reads Parquet, such as pandas:",
        f'  pd.read_parquet("{where}/meetings.parquet")',
    ]
    return "\n".join(lines)
