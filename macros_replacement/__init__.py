"""
Doors from the macros of old plan workbooks to the commands that take their place.

Each module is one former macro: what it was called, what it did, what differs now, and a call.
The README is the map.
"""
