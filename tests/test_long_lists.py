"""A long list in a sheet is told apart when it is asked for, and is broken XML where it is."""

import pytest

from actionbook.ooxml.markup import BrokenPartError, Element, parse

LINK = b'<hyperlink ref="A%d" location="\'Our actions\'!B%d"/>'
LINKS = b"".join(LINK % (row, row) for row in range(1, 4))


def told(element: Element) -> object:
    return (
        element.name,
        element.outer,
        element.attributes,
        [told(each) for each in element.children],
    )


@pytest.mark.parametrize("inner", [LINKS, b"", b" " + LINKS, LINKS + b"<!-- a -->", LINKS + b"\n"])
def test_a_list_reads_as_any_other_element_does(inner: bytes) -> None:
    part = b'<a><b/><hyperlinks>%b</hyperlinks><c k="1"/></a>' % inner
    other = part.replace(b"hyperlinks>", b"hyperlynks>")

    listed, usual = told(parse(part)), told(parse(other))

    assert str(listed) == str(usual).replace("hyperlynks", "hyperlinks")


def test_only_a_list_without_content_in_it_waits() -> None:
    plain = parse(b"<a><hyperlinks>%b</hyperlinks></a>" % LINKS).children[0]
    filled = parse(b"<a><hyperlinks>%b<b>1</b></hyperlinks></a>" % LINKS).children[0]

    assert (plain._children, len(plain.children)) == (None, 3)
    assert len(filled._children or ()) == 4


@pytest.mark.parametrize(
    "inner",
    [b"<hyperlink>", LINKS + b"</b>", b"<b></c>", LINKS + b"<!DOCTYPE x>", b"<hyperlinks>"],
)
def test_a_broken_list_is_refused_at_once(inner: bytes) -> None:
    with pytest.raises(BrokenPartError):
        parse(b"<a><hyperlinks>%b</hyperlinks></a>" % inner)
