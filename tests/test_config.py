"""Settings come from the environment; options win; URLs are refused in clear words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import ConfigError, Settings


def test_defaults_need_no_environment() -> None:
    assert Settings.from_environment({}) == Settings(
        Path("seeds"), Path("data/raw"), Path("data/interim"), Path("data/processed"), None
    )


def test_variables_and_options_override(tmp_path: Path) -> None:
    environ = {"READOUTS_SEEDS": "/somewhere", "READOUTS_REFERENCE": str(tmp_path)}
    settings = Settings.from_environment(environ, seeds="/elsewhere", raw=None)
    assert settings.seeds == Path("/elsewhere")
    assert settings.reference == tmp_path
    assert settings.raw == Path("data/raw")


def test_an_empty_variable_counts_as_unset() -> None:
    assert Settings.from_environment({"READOUTS_SEEDS": ""}).seeds == Path("seeds")


def test_home_and_file_urls_are_paths() -> None:
    settings = Settings.from_environment(
        {"READOUTS_SEEDS": "~/seeds", "READOUTS_RAW": "file:///data/raw"}
    )
    assert settings.seeds == Path.home() / "seeds"
    assert settings.raw == Path("/data/raw")


def test_a_url_is_worked_on_as_a_copy_below_interim() -> None:
    settings = Settings.from_environment(
        {"READOUTS_PROCESSED": "s3://bucket/x", "READOUTS_INTERIM": "/scratch"}
    )
    assert settings.processed == Path("/scratch/remote/processed")
    assert settings.url("processed") == "s3://bucket/x"
    assert settings.url("seeds") is None


@pytest.mark.parametrize(
    ("variable", "url", "message"),
    [
        ("READOUTS_INTERIM", "s3://bucket/x", "need a local folder"),
        ("READOUTS_SEEDS", "https://example.org/pages/", "cannot be listed"),
    ],
)
def test_a_url_that_cannot_be_used_is_refused(variable: str, url: str, message: str) -> None:
    with pytest.raises(ConfigError, match=f"{variable}={url}.*{message}"):
        Settings.from_environment({variable: url})
