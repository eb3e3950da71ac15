"""readouts: from raw archives of diplomatic news to tables of articles, actors and meetings."""

__version__ = "0.1.0"
