"""Messages between named persons: `words` has the patterns, `read` who sent what to whom."""
