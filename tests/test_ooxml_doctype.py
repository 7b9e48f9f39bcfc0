"""XML that declares a document type is refused before anything parses it."""

from pathlib import Path
from typing import NamedTuple

import pytest
from zips import SHEET, archive, items

from actionbook.errors import WorkbookUnreadableError
from actionbook.ooxml.doctype import check_xml
from actionbook.ooxml.package import Package


class Xml(NamedTuple):
    """A part's bytes, and what must be said of them (None: nothing)."""

    name: str
    data: bytes
    said: str | None


DOCTYPE = '<!DOCTYPE a [<!ENTITY x "boom">]>'
XML = (
    Xml("plain", b"<a/>", None),
    Xml("declared", b'<?xml version="1.0" encoding="UTF-8"?>\r\n<a/>', None),
    Xml("byte order mark", b"\xef\xbb\xbf<a/>", None),
    Xml("UTF-16", '<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"), None),
    Xml("Windows-1252", b"<?xml version='1.0' encoding='windows-1252'?><a>\xe9</a>", None),
    Xml("mentioned in a comment", b"<!-- <!DOCTYPE a> --><a/>", None),
    Xml("mentioned in text", b"<a>&lt;!DOCTYPE a&gt;</a>", None),
    Xml("mentioned in CDATA", b"<a><![CDATA[<!DOCTYPE a>]]></a>", None),
    Xml("broken after its root began", b"<a><b></a>", None),
    Xml("document type", b"<!DOCTYPE a><a/>", "declares a document type"),
    Xml("entity", DOCTYPE.encode() + b"<a>&x;</a>", "declares a document type"),
    Xml("entity from outside", b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "document type"),
    Xml("in UTF-16", (DOCTYPE + "<a/>").encode("utf-16"), "declares a document type"),
    Xml("after a long comment", b"<!--" + b"-x" * 99_999 + b"--><!DOCTYPE a><a/>", "document type"),
    Xml("empty", b"", "is broken XML"),
    Xml("no XML", b"PK\x03\x04", "is broken XML"),
    Xml("no root", b"<?xml version='1.0'?>", "is broken XML"),
    Xml("unknown encoding", b"<?xml version='1.0' encoding='klingon'?><a/>", "is broken XML"),
    Xml("white space first", b" <?xml version='1.0'?><a/>", "is broken XML"),
)


@pytest.mark.parametrize("xml", XML, ids=lambda xml: xml.name)
def test_a_document_type_is_refused_and_nothing_else_is(xml: Xml) -> None:
    said = None
    try:
        check_xml(xml.data, "plan.xlsx: xl/a.xml")
    except WorkbookUnreadableError as error:
        said = str(error)

    assert (said is None) == (xml.said is None)
    if said is not None and xml.said is not None:
        assert said.startswith("plan.xlsx: xl/a.xml ")
        assert xml.said in said


def test_every_xml_part_is_checked_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(archive(items({SHEET: DOCTYPE.encode() + b"<worksheet/>"})))

    with pytest.raises(WorkbookUnreadableError, match=f"plan.xlsx: {SHEET} declares"):
        Package.open(path).read(SHEET)
