"""Checks for what tells of a person: who worked on the file, and how somebody is reached."""

import re
from collections.abc import Callable, Iterator

from actionbook.ooxml.characters import text_of
from actionbook.plan.lead_words import classify
from actionbook.plan.model import LeadKind
from actionbook.publication.allowed import Kind
from actionbook.publication.catalogue import Hit, Hits, Subject, looks_for
from actionbook.publication.finished import Finished

__all__ = [
    "email_address",
    "is_body",
    "national_insurance_number",
    "nhs_number",
    "properties",
    "telephone_number",
    "user_name",
]

_PROGRAMS = frozenset(
    {
        *("actionbook", "openpyxl", "xlsxwriter", "apache poi", "closedxml", "epplus", "sheetjs"),
        *(
            "phpspreadsheet",
            "libreoffice",
            "microsoft excel",
            "microsoft office",
            "unknown creator",
        ),
    }
)
_BODY = re.compile(
    r"""\b(council|authority|borough|county|nhs|trust|board|health|fire|rescue|police|service|services
      |university|college|school|academy|department|ministry|government|agency|commission
      |commissioner|association|partnership|committee|ltd|limited|plc|llp|foundation|cabinet
      |assembly|parliament|office\ of|cyngor|comhairle|gov\.uk|organisation|team|homes|housing
      |constabulary|ambulance|federation|academies|schools|hospital|hospitals|charity|diocese)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_WORDS = {
    "creator": "author",
    "lastModifiedBy": "the last to save it",
    "Manager": "manager",
    "userName": "the one who has it reserved",
    "customWorkbookView": "the one whose view it keeps",
}
_NEVER = ("Manager", "userName", "customWorkbookView")
_EMAIL = re.compile(r"[\w.+'-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}\b", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\w.,/£$€-])(?:\+|\()?\d(?:[\d\s().-]{7,20})\d(?![\w/%]|[.,]\d)")
_NUMBERS = re.compile(r"\d[\d\s().-]{3,}\d")
_ASCII_NUMBERS = re.compile(_NUMBERS.pattern, re.ASCII)
_SHORTEST = len("tel 12345")
_DATE = re.compile(
    r"(?<!\d)\d{1,2}[-. ]\d{1,2}[-. ](?:19|20)\d{2}(?!\d)|(?:19|20)\d{2}-\d{2}-\d{2}"
)
_SAID = re.compile(
    r"\b(?:tel|telephone|phone|mob|mobile|fax|ext)\b\W{0,4}(?:no\W{0,3})?\+?\(?\d[\d\s()-]{3,}\d",
    re.IGNORECASE,
)
_INSURANCE = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][\s-]?"
    r"\d{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?[A-D]\b",
    re.IGNORECASE,
)
_NHS = re.compile(r"(?<![\w.,/-])\d{3}[\s-]?\d{3}[\s-]?\d{4}(?![\w-]|[.,]\d)")
_OUT = "Take it out."


@looks_for("PUB205", since="0.1")
def user_name(subject: Subject) -> Hits:
    """
    The name of somebody who made or saved the file, in its properties.

    Why: the paper is the organisation's, and who typed it is nobody's business.
    Example: Author: jsmith; Last modified by: Jo Smith.
    Instead: the organisation's name as author, and nobody else.
    """
    for name, what, said in properties(subject.file):
        if what in _NEVER or (what in _WORDS and not is_body(said, subject)):
            yield Hit(
                name,
                f"names '{said}' as {_WORDS[what]}.",
                "Give the organisation's name instead: File, Info, Properties.",
            )


def properties(file: Finished) -> Iterator[tuple[str, str, str]]:
    """What each property that is not blank says: the part, the property's name, the words."""
    for name in file.names(Kind.CORE, Kind.APP):
        for element in file.markup(name).children:
            said = " ".join(text_of(element.inner).split())
            if said:
                yield name, element.local, said
    for name in file.names(Kind.WORKBOOK):
        book = file.markup(name)
        sharing = book.find("fileSharing")
        said = sharing.attributes.get("userName", "") if sharing else ""
        if said:
            yield name, "userName", said
        # Excel names the view that it keeps of a shared workbook after whoever looked.
        views = book.find("customWorkbookViews")
        for view in views.all("customWorkbookView") if views else ():
            yield name, "customWorkbookView", view.attributes.get("name", "")


def is_body(said: str, subject: Subject) -> bool:
    """Whether a name is that of an organisation or a program rather than of a person."""
    name = said.casefold()
    plan_says = subject.plan.settings.organisation.casefold() if subject.plan else ""
    if name in _PROGRAMS or name == plan_says or _BODY.search(said):
        return True
    # "Jo Smith" is a person's, though the property Company says the same.
    return classify(said) is not LeadKind.PERSON and any(
        what == "Company" and stated.casefold() == name
        for _, what, stated in properties(subject.file)
    )


@looks_for("PUB206", since="0.1")
def email_address(subject: Subject) -> Hits:
    """
    An e-mail address.

    Why: it names a person, and robots gather it from the web.
    Example: jo.smith@council.gov.uk in a note.
    Instead: the post, and the contact page of the web site.
    """
    yield from _found(subject, _email, "an e-mail address", hint=_has_at, in_markup=True)


@looks_for("PUB207", since="0.1")
def telephone_number(subject: Subject) -> Hits:
    """
    A telephone number.

    Why: it reaches a person, or tells how to.
    Example: 07700 900123, (01632) 960 123, +44 1632 960123, tel: 960123.
    Instead: the post, and the contact page of the web site.
    """
    yield from _found(subject, _telephone, "a telephone number")


@looks_for("PUB208", since="0.1")
def national_insurance_number(subject: Subject) -> Hits:
    """
    A National Insurance number.

    Why: it is personal data, and enough to impersonate somebody.
    Example: QQ 12 34 56 C, with a prefix that is in use.
    Instead: none.
    """
    yield from _found(subject, _insurance, "a National Insurance number")


@looks_for("PUB209", since="0.1")
def nhs_number(subject: Subject) -> Hits:
    """
    An NHS number: ten digits whose last proves the others.

    Why: it is a patient's.
    Example: 943 476 5919.
    Instead: none.
    """
    yield from _found(subject, _nhs, "an NHS number")
    for sheet in subject.file.sheets:
        for cell, number in sheet.numbers:
            if _proves(str(number)):
                yield Hit(sheet.at(cell), f"holds an NHS number: {number}.", _OUT)


def _has_number(text: str) -> object:
    """Whether *text* has what every number that is looked for has, and few other texts."""
    if len(text) < _SHORTEST:
        return False
    return (_ASCII_NUMBERS if text.isascii() else _NUMBERS).search(text)


def _has_at(text: str) -> bool:
    return "@" in text


def _email(text: str) -> str:
    found = _EMAIL.search(text) if "@" in text else None
    return found[0] if found else ""


def _telephone(text: str) -> str:
    said = _SAID.search(text)
    if said:
        return said[0]
    for found in _DIGITS.finditer(text):
        if _is_telephone(found[0]) and not _DATE.search(found[0]):
            return found[0]
    return ""


def _is_telephone(written: str) -> bool:
    digits = re.sub(r"\D", "", written.replace("(0)", ""))
    if written.startswith("+"):
        return 10 <= len(digits) <= 15  # noqa: PLR2004 - E.164
    if digits.startswith("00"):
        return 12 <= len(digits) <= 17  # noqa: PLR2004 - 00 44 and a number
    # Source: Ofcom, National Telephone Numbering Plan: 0 and 9 or 10 digits, none after 06 or 04.
    return len(digits) in (10, 11) and digits[0] == "0" and digits[1] in "1235789"


def _insurance(text: str) -> str:
    found = _INSURANCE.search(text)
    return found[0] if found else ""


def _nhs(text: str) -> str:
    for found in _NHS.finditer(text):
        if _proves(re.sub(r"\D", "", found[0])):
            return found[0]
    return ""


def _proves(digits: str) -> bool:
    """Whether the last of ten digits is what the others add up to. Source: NHS Data Dictionary."""
    if len(digits) != 10 or len(set(digits)) == 1:  # noqa: PLR2004 - the length of the number
        return False
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return (11 - total % 11) % 11 == int(digits[9])


def _found(
    subject: Subject,
    find: Callable[[str], str],
    what: str,
    *,
    hint: Callable[[str], object] = _has_number,
    in_markup: bool = False,
) -> Iterator[Hit]:
    told: set[str] = set()
    for (where, _, is_whole), found in subject.file.judged(find, hint=hint):
        if (is_whole or in_markup) and where not in told:
            told.add(where)
            yield Hit(where, f"holds {what}: '{found.strip()}'.", _OUT)
