"""What `dagster dev` loads: assets, checks, job, sensor and schedule."""

from __future__ import annotations

import dagster as dg

from pipeline.assets import assets, seeds
from pipeline.automation import daily, job, seeds_sensor
from pipeline.checks import checks

defs = dg.Definitions(
    assets=[seeds, *assets],
    asset_checks=checks,
    jobs=[job],
    sensors=[seeds_sensor],
    schedules=[daily],
    # A process per step would take minutes for what takes seconds.
    executor=dg.in_process_executor,
)
