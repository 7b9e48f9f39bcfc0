"""Checks for addresses of the office's own: folders, servers, intranets, document stores."""

import re
from collections.abc import Callable, Iterator

from actionbook.ooxml.characters import text_of
from actionbook.ooxml.markup import attributes
from actionbook.publication.allowed import ALLOWED, Kind
from actionbook.publication.catalogue import Hit, Hits, Subject, looks_for
from actionbook.publication.decoded import Said
from actionbook.publication.finished import Finished

__all__ = ["absolute_path", "document_store", "intranet_address", "path_of_a_computer"]

_SHOWN = 80
"""Characters of a text that a message shows."""
_STRETCH, _OVERLAP = 1 << 20, 300
_MARKS = (b"\\", b":/", b"/home/", b"/Users/", b"sharepoint", b"intranet")
_INSTRUCTION = re.compile(rb"<\?(?!xml\s)(.*?)\?>", re.DOTALL)
_DOTTED = re.compile(r"\.(?<=\w\.)\w")  # the dot is looked for first: there are fewer
_IN_A_STORE = re.compile(
    r"sharepoint|docs\.live|1drv|onedrive|teams\.microsoft|google\.com|dropbox|box\.com|_layouts|/:"
    r"|documents/|allitems|/sites/|/personal/|livelink|otcs|alfresco|imanage|worksite|sharefile"
)
"""What is in every address in a store, in small letters."""

_SCHEMES = ("http://", "https://", "mailto:", "tel:", "#")
_ABS_PATH = re.compile(rb"<(?:[\w.-]+:)?absPath\b[^>]*>")
_PATH = re.compile(
    r"""(?<![A-Za-z])[A-Za-z]:(?:\\{1,2}|/(?!/))[\w%$~(-]    # C:\Users, C:/Users
      | (?<![\w\\])\\\\[\w.-]+\\{1,2}[\w$%(]                 # \\server\share
      | \bfile:/                                            # file:///C:/
      | (?<![\w./:])~?/(?:home|users|volumes|mnt|media|srv|opt|tmp|var|root|private)/[\w.%~-]
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PRINTS_PATH = re.compile("(?<!&)(?:&&)*&Z", re.IGNORECASE)
_INTRANET = re.compile(
    r"""\b(?:https?|ftp|smb|ldap)://
          (?: [^\s/:@"'<>.]+ (?=[/:\s"'<>?#]|$)              # a server without a dot
            | [^\s/"'<>]*\b(?:intranet|sharepoint-internal)\b
            | [^\s/:"'<>]+\.(?:local|internal|intranet|lan|corp|private|home|localdomain)\b
            | (?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}\b
            | \[(?:::1|f[cd][0-9a-f]{2}:|fe80:) )
      | \bintranet\.[a-z0-9-]+\.[a-z]
    """,
    re.IGNORECASE | re.VERBOSE,
)
_STORE = re.compile(
    r"""\b[\w-]+\.sharepoint\.com\b | \bd\.docs\.live\.net\b | \b1drv\.ms\b
      | \bonedrive\.live\.com\b | \bteams\.microsoft\.com/l/
      | \b(?:drive|docs)\.google\.com\b | \bdropbox\.com/
      | \b[\w-]+\.box\.com/ | /_layouts/15/ | /:[wxpbf]:/[rsg]/
      | \bshared(?:\s|%20)documents/ | /forms/allitems\.aspx | \bonedrive\s-\s[\w\s]+[\\/]
      | /sites/(?!(?:default|all)/)[\w%.-]+/ | /personal/[a-z0-9]+_[a-z0-9_]+/
      | \b(?:livelink|otcs|alfresco|imanage|worksite|sharefile)(?:/|\.[a-z]|:)
      | \botcs/(?:cs|llisapi)
    """,
    re.IGNORECASE | re.VERBOSE,
)


@looks_for("PUB201", since="0.1")
def path_of_a_computer(subject: Subject) -> Hits:
    r"""
    The path of a file or folder on a computer or a server, anywhere in the bytes.

    Why: it names users, servers and how the office keeps its files.
    Example: a footer with C:\Users\jsmith\Desktop\draft 3.xlsx, or \\fs01\committee\plan.xlsx.
    Instead: the title of the document.
    """
    yield from _found(subject.file, _path, "a path on a computer or server")
    for sheet in subject.file.sheets:
        headings = sheet.child("headerFooter")
        each = headings.children if headings else ()
        if any(_PRINTS_PATH.search(text_of(heading.inner)) for heading in each):
            yield Hit(sheet.name, "prints the folder it lies in: &[Path] in its footer.", _FIX)
    for name in subject.file.package.names:
        for pointer in subject.file.package.relationships(name):
            target = pointer.target
            if (
                pointer.is_external
                and pointer.type.endswith("/hyperlink")
                and not target.lower().startswith(_SCHEMES)
                and not any(each.search(target) for each in (_PATH, _INTRANET, _STORE))
            ):
                yield Hit(name, f"has a link to the file '{_cut(target)}'.", _FIX)


_FIX = "Take it out, or put words or a public web address in its place."


@looks_for("PUB202", since="0.1")
def intranet_address(subject: Subject) -> Hits:
    """
    An address that only the office's own network knows.

    Why: it is of no use to the public, and shows how the network is laid out.
    Example: http://intranet/policies, https://10.1.4.20/erp, https://plans.council.local.
    Instead: the address on the public web site, or none.
    """
    yield from _found(subject.file, _intranet, "an address of an intranet")


@looks_for("PUB203", since="0.1")
def document_store(subject: Subject) -> Hits:
    """
    An address in a document store: SharePoint, OneDrive, Teams, Google Drive and the like.

    Why: the public cannot open it, and it names teams, sites and people.
    Example: https://council.sharepoint.com/sites/Exempt/Shared Documents/plan.xlsx.
    Instead: the minute or the report that is on the public web site.
    """
    yield from _found(subject.file, _store, "an address in a document store")


@looks_for("PUB204", since="0.1")
def absolute_path(subject: Subject) -> Hits:
    """
    The folder where Excel last saved the workbook, which it writes into it (absPath).

    Why: it names the user and the server, and Excel shows it nowhere.
    Example: x15ac:absPath url="C:\\\\Users\\\\jsmith\\\\Documents\\\\Committee".
    Instead: none: a workbook made by a program has no such folder.
    """
    file = subject.file
    for name in file.names(Kind.WORKBOOK):
        if _ABS_PATH.search(file.read(name)):
            yield Hit(name, "holds the folder where it was last saved (absPath).", _REMAKE)


_REMAKE = "Inspect Document takes it out, or a workbook made anew with 'actionbook appendix'."


def _may_be_address(text: str) -> bool:
    """Whether *text* has what every address has, and few other texts."""
    has_mark = ":" in text or "/" in text or "\\" in text
    return has_mark or ("." in text and _DOTTED.search(text) is not None)


def _path(text: str) -> object:
    is_likely = ":\\" in text or ":/" in text or "\\\\" in text or text.count("/") > 1
    return is_likely and _PATH.search(text)


def _intranet(text: str) -> object:
    return ("://" in text or text.count(".") > 1) and _INTRANET.search(text)


def _store(text: str) -> object:
    # Letters beyond ASCII may count as one of these whatever the case.
    is_likely = not text.isascii() or _IN_A_STORE.search(text.lower())
    return is_likely and _STORE.search(text)


def _found(file: Finished, search: Callable[[str], object], what: str) -> Iterator[Hit]:
    told: set[str] = set()
    folders = _folders(file)
    for said, _ in file.judged(search, hint=_may_be_address):
        if said.where not in told and not _is_folder(file, said, folders):
            told.add(said.where)
            yield Hit(said.where, f"holds {what}: '{_cut(said.text)}'.", _FIX)
    # What no reader of XML is told is in the bytes all the same.
    for name in () if told else file.names(*ALLOWED, Kind.DRAWING):
        if any(search(piece) for piece in _unread(file, name)):
            yield Hit(name, f"holds {what}.", _FIX)


def _folders(file: Finished) -> str:
    """The folder that the workbook names as its own, which a check of its own is about."""
    return "\n".join(
        value
        for name in file.names(Kind.WORKBOOK)
        for tag in _ABS_PATH.findall(file.read(name))
        for value in attributes(tag).values()
    )


def _is_folder(file: Finished, said: Said, folders: str) -> bool:
    is_folder = len(said.text) > 2 and said.text in folders  # noqa: PLR2004 - no path
    return bool(folders) and is_folder and file.kinds.get(said.where) is Kind.WORKBOOK


def _unread(file: Finished, name: str) -> Iterator[str]:
    """What stands in instructions, and between the cells of a sheet, where nothing should."""
    is_sheet = file.kinds[name] is Kind.SHEET
    cells = file.unusual_in(name) if is_sheet else b""
    data = file.sheet_part(name).frame.data + cells if is_sheet else file.read(name)
    for match in _INSTRUCTION.finditer(data):
        yield match[1].decode("utf-8", "replace")
    if any(mark in cells for mark in _MARKS):
        for at in range(0, len(cells), _STRETCH):
            stretch = cells[max(0, at - _OVERLAP) : at + _STRETCH]
            yield stretch.decode("utf-8", "replace")


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
