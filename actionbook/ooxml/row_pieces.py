"""A row taken apart at the numbers by which its own tags name it: the quick way for nearly all."""

import re
from collections.abc import Sequence

__all__ = ["row_pieces"]

_TAG = rb"<(?:[\w.-]+:)?(?:row|c)"
_NUMBER = re.compile(_TAG + rb' r="[A-Z]{0,3}([0-9]{1,7})"')
_ANY_TAG = re.compile(_TAG + rb"[\s/>]")
# A formula that may speak of a row, text that may look like a tag, or a list of what extends a row.
_MORE = re.compile(rb"<(?:[\w.-]+:)?f[\s>][^<]*[0-9]|<!|<(?:[\w.-]+:)?extLst")


def row_pieces(source: bytes, number: int) -> Sequence[bytes] | None:
    """
    The bytes of a row between the places where its tag and its cells' say *number*.

    Joined by another number they are the row under that. None where a tag says it otherwise or not
    at all, or where anything beside the tags may speak of a row: that is to be read with care.
    """
    if _MORE.search(source):
        return None
    said, pieces, at = b"%d" % number, [], 0
    for match in _NUMBER.finditer(source):
        if match[1] != said:
            return None
        pieces.append(source[at : match.start(1)])
        at = match.end(1)
    if len(pieces) != len(_ANY_TAG.findall(source)):
        return None
    return [*pieces, source[at:]]
