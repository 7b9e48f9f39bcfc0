"""The list of sheets that `docProps/app.xml` keeps for whoever looks at a file unopened."""

from actionbook.errors import ContentLossError
from actionbook.ooxml.characters import escape_text, text_of
from actionbook.ooxml.contents import Contents
from actionbook.ooxml.markup import Edit, Element, parse, splice

__all__ = ["list_title"]

_KIND = "extended-properties"


def list_title(contents: Contents, name: str) -> None:
    """Put a sheet that is to be added behind those listed; a list that is untrue is left alone."""
    for part in contents.related("", _KIND):
        try:
            data = contents.editable(part)
            edits = _edits(parse(data), [sheet.name for sheet in contents.sheets], name)
        except (ContentLossError, ValueError):
            return
        if edits:
            contents.package.replace(part, splice(data, edits))


def _edits(root: Element, held: list[str], name: str) -> list[Edit]:
    pairs, titles = root.find("HeadingPairs"), root.find("TitlesOfParts")
    counted = next(pairs.walk("i4"), None) if pairs else None
    vector = titles.find("vector") if titles else None
    listed = list(vector.all("lpstr")) if vector else []
    if counted is None or vector is None or not listed:
        return []
    count = int(counted.inner)
    if [text_of(each.inner) for each in listed[:count]] != held:
        return []
    tag = listed[0].name
    text = b"<%b>%b</%b>" % (tag, escape_text(name), tag)
    at = listed[count - 1].end
    return [
        Edit(counted.inner_start, counted.inner_end, b"%d" % (count + 1)),
        vector.changing(size=str(len(listed) + 1)),
        Edit(at, at, text),
    ]
