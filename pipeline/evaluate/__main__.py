"""`python -m pipeline.evaluate`: the same as `readouts evaluate`."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.evaluate import add_arguments, main

parser = argparse.ArgumentParser(prog="readouts evaluate", description=__doc__)
parser.add_argument("--processed", type=Path, default=Path("data/processed"), metavar="DIR")
add_arguments(parser)
raise SystemExit(main(parser.parse_args()))
