"""Trips of named persons and delegations: who went where, when, and as what.

`geography` marks destinations in a slotted sentence, `find` the verbs and nouns of travel, `read`
makes trips of them, `merge` takes the trips for visits, `tables` gives rows and serves meetings.
"""
