"""The data dictionary in Markdown, generated from the contract."""

from __future__ import annotations

from pipeline.tables import PUBLISHED, TABLES, Column, Table

FILE_NAME = "data_dictionary.md"
_INTRODUCTION = """\
# Data dictionary

Generated from `pipeline/tables.py` by `readouts dictionary`; do not edit by hand.

One Parquet file per table, `data/processed/<table>.parquet`, sorted by key. Character spans
(`char_start`, `char_end`) count Unicode code points into `documents.text` and are half-open:
`text[char_start:char_end]` is the passage, name or sentence meant. Dates are timestamps at
midnight, without a zone. "May be null" means that the text gives no answer: an unknown value is
never filled in.
"""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _meaning(table: Table, column: Column) -> str:
    parts = [_cell(column.description)]
    if column.values:
        parts.append("One of " + ", ".join(f"`{value}`" for value in column.values) + ".")
    if column.name in table.references:
        parts.append(f"→ `{table.references[column.name]}`.")
    return " ".join(parts)


def _section(table: Table) -> str:
    lines = [
        f"## {table.name}",
        "",
        f"{table.description} Key: {', '.join(f'`{key}`' for key in table.key)}.",
        "",
        "| Column | Type | May be null | Meaning |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| `{column.name}` | {column.type} | {'yes' if column.nullable else ''} "
        f"| {_meaning(table, column)} |"
        for column in table.columns
    ]
    return "\n".join(lines) + "\n"


def render() -> str:
    """The whole data dictionary: every published table and column."""
    contents = "\n".join(f"- [{name}](#{name}): {TABLES[name].description}" for name in PUBLISHED)
    sections = "\n".join(_section(TABLES[name]) for name in PUBLISHED)
    return f"{_INTRODUCTION}\n{contents}\n\n{sections}"
