"""Each leak planted in a clean appendix is refused, and it alone; what public rows share is not."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from builders import ON as DAY
from builders import plan
from corpus import CORPUS, needs_corpus
from hypothesis import given
from hypothesis import strategies as st
from planbooks import planbook, replay
from published import PLAN, SECRET, Parts, last_style, planted, point, put, say, style, swap
from test_cli import ON, run

from actionbook.appendices.content import appendix
from actionbook.appendices.render import render
from actionbook.errors import ActionbookError, PublicationRefusedError, WorkbookUnreadableError
from actionbook.ooxml.source import fingerprint
from actionbook.operations.rule_page import explained
from actionbook.publication.accessibility import check_accessibility
from actionbook.publication.catalogue import Check
from actionbook.publication.checks import GATE
from actionbook.publication.gate import check_publish, refuse_unfit
from actionbook.publication.secrets import secrets_of

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CALC = "application/vnd.openxmlformats-officedocument.spreadsheetml"
BOOK, COVER = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
CORE, APP, STYLES = "docProps/core.xml", "docProps/app.xml", "xl/styles.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ENTITIES = "".join(f"&#{ord(letter)};" for letter in SECRET)
RUNS = "".join(f"<r><rPr><b/></rPr><t>{SECRET[at : at + 4]}</t></r>" for at in range(0, 60, 4))
CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:strCache>'
    '<c:pt idx="0"><c:v>{}</c:v></c:pt></c:strCache></c:chartSpace>'
)
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


LAST = last_style()


class Leak(NamedTuple):
    """What is planted, by whom, and the codes that must be found: those and no other."""

    name: str
    codes: tuple[str, ...]
    hands: tuple[Callable[[Parts], None], ...]
    edition: str = "public"


def leak(name: str, code: str, *hands: Callable[[Parts], None], edition: str = "public") -> Leak:
    return Leak(name, tuple(code.split()), hands, edition)


def in_sheet(markup: str) -> Callable[[Parts], None]:
    return swap(COVER, "</worksheet>", f"{markup}</worksheet>")


def letters(more: str) -> Callable[[Parts], None]:
    return style(f'<sz val="11"/><name val="Arial"/>{more}')


def in_core(element: str, text: str) -> Callable[[Parts], None]:
    def hand(parts: Parts) -> None:
        stated = re.sub(rf"<{element}>.*?</{element}>", "", parts[CORE].decode())
        added = f"<{element}>{text}</{element}></cp:coreProperties>"
        parts[CORE] = stated.replace("</cp:coreProperties>", added).encode()

    return hand


def name_of(attributes: str, text: str) -> Callable[[Parts], None]:
    added = f'<definedName name="{attributes}>{text}</definedName>'

    def hand(parts: Parts) -> None:
        if b"</definedNames>" in parts[BOOK]:
            swap(BOOK, "</definedNames>", f"{added}</definedNames>")(parts)
        else:
            swap(BOOK, "</sheets>", f"</sheets><definedNames>{added}</definedNames>")(parts)

    return hand


def listed(state: str) -> Callable[[Parts], None]:
    """A sheet of its own, on the list of sheets in that state."""

    def hand(parts: Parts) -> None:
        EMPTY_SHEET(parts)
        point(BOOK, f"{OFFICE}/worksheet", "/xl/worksheets/sheet99.xml")(parts)
        rels = parts["xl/_rels/workbook.xml.rels"].decode()
        identity = rels.rpartition('<Relationship Id="')[2].partition('"')[0]
        sheet = f'<sheet name="Staff" sheetId="99" state="{state}" r:id="{identity}"/></sheets>'
        swap(BOOK, "</sheets>", sheet)(parts)

    return hand


def in_table(parts: Parts) -> None:
    name = next(name for name in parts if name.startswith("xl/tables/"))
    swap(
        name,
        '"/><tableColumn ',
        '"><calculatedColumnFormula>1+1</calculatedColumnFormula></tableColumn><tableColumn ',
    )(parts)


def first_shared_string(text: str) -> Callable[[Parts], None]:
    def hand(parts: Parts) -> None:
        strings = parts["xl/sharedStrings.xml"].decode()
        found = re.search(r"<si>.*?</si>", strings, re.DOTALL)
        assert found
        parts["xl/sharedStrings.xml"] = strings.replace(found[0], f"<si>{text}</si>", 1).encode()

    return hand


def off_by_one(label: str) -> Callable[[Parts], None]:
    """One more, for each number that a row gives beside that label."""

    def hand(parts: Parts) -> None:
        changed = 0
        for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
            rows = re.split(r"(?=<row )", parts[name].decode())
            for number, row in enumerate(rows):
                if f"<t>{label}</t>" in row:
                    rows[number] = NUMBER.sub(added, row, count=1)
                    changed += rows[number] != row
            parts[name] = "".join(rows).encode()
        assert changed, label

    return hand


NUMBER = re.compile(r'(<c r="\w+"(?: s="\d+")?><v>)(-?\d+)(?=</v>)')


def added(found: re.Match[str]) -> str:
    return f"{found[1]}{int(found[2]) + 1}"


def hiding(parts: Parts) -> None:
    """The last style of all, with a number format that shows nothing."""
    text = parts[STYLES].decode()
    if "</numFmts>" not in text:
        text = text.replace("<fonts", "<numFmts></numFmts><fonts", 1)
    added = '<numFmt numFmtId="199" formatCode=";;;"/></numFmts>'
    parts[STYLES] = text.replace("</numFmts>", added, 1).encode()
    style('<sz val="11"/>', code=199)(parts)


EMPTY_SHEET = put(
    "xl/worksheets/sheet99.xml",
    f"<worksheet {MAIN}><sheetData/></worksheet>",
    f"{CALC}.worksheet+xml",
)
WORDS = f"<t>About the claim: {SECRET}.</t>"
LINK = f"{OFFICE}/hyperlink"
AWAY = ' TargetMode="External"'
FILE = "C:\\Users\\jsmith\\Desktop\\draft 3.xlsx"

LEAKS = (
    leak("a photograph", "PUB101", put("xl/media/image1.png", b"\x89PNG", "image/png")),
    leak("a sheet that is on no list", "PUB101", EMPTY_SHEET),
    leak(
        "cells under two names",
        "PUB101",
        swap(COVER, "<worksheet ", f"<worksheet xmlns:x={MAIN[6:]} "),
        swap(
            COVER,
            "</sheetData>",
            '<x:row r="91"><x:c r="A91"><x:v>5</x:v></x:c></x:row></sheetData>',
        ),
    ),
    leak("a formula", "PUB102", say("<f>1+1</f><v>2</v>", kind="")),
    leak("a formula for a table's column", "PUB102", in_table),
    leak(
        "a link to another workbook",
        "PUB103",
        put(
            "xl/externalLinks/externalLink1.xml",
            "<externalLink/>",
            f"{CALC}.externalLink+xml",
            f"{OFFICE}/externalLink",
            BOOK,
        ),
    ),
    leak(
        "a template from elsewhere",
        "PUB103",
        point(BOOK, f"{OFFICE}/attachedTemplate", "https://www.saltmere.gov.uk/t.xltx", mode=AWAY),
    ),
    leak(
        "a connection",
        "PUB104",
        put("xl/connections.xml", "<connections/>", f"{CALC}.connections+xml", "", ""),
    ),
    leak("a comment", "PUB105", put("xl/comments1.xml", "<comments/>", f"{CALC}.comments+xml")),
    leak(
        "a threaded comment",
        "PUB105",
        put(
            "xl/threadedComments/threadedComment1.xml",
            "<ThreadedComments/>",
            "application/vnd.ms-excel.threadedcomments+xml",
        ),
    ),
    leak(
        "those who comment",
        "PUB105",
        put("xl/persons/person.xml", "<personList/>", "application/vnd.ms-excel.person+xml"),
    ),
    leak(
        "a pivot cache",
        "PUB106",
        put(
            "xl/pivotCache/pivotCacheDefinition1.xml",
            "<pivotCacheDefinition/>",
            f"{CALC}.pivotCacheDefinition+xml",
        ),
    ),
    leak("custom XML", "PUB107", put("customXml/item1.xml", "<a/>", "application/xml")),
    leak(
        "a custom property",
        "PUB108",
        put(
            "docProps/custom.xml",
            "<Properties/>",
            "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        ),
    ),
    leak(
        "a sensitivity label",
        "PUB108",
        put(
            "docMetadata/LabelInfo.xml",
            "<l/>",
            "application/vnd.ms-office.classificationlabels+xml",
        ),
    ),
    leak(
        "a printer's name",
        "PUB109",
        put(
            "xl/printerSettings/printerSettings1.bin",
            "\\\\print01\\HR-2".encode("utf-16-le"),
            f"{CALC}.printerSettings",
            f"{OFFICE}/printerSettings",
            COVER,
        ),
    ),
    leak("a defined name", "PUB110", name_of('Budget"', "250000")),
    leak("a hidden defined name", "PUB110", name_of('Budget" hidden="1"', "250000")),
    leak(
        "a macro",
        "PUB111",
        put("xl/vbaProject.bin", b"\xd0\xcf", "application/vnd.ms-office.vbaProject"),
    ),
    leak(
        "a chart in the public edition",
        "PUB112",
        put("xl/charts/chart1.xml", CHART.format("Overdue"), CHART_TYPE),
    ),
    leak(
        "a path in the footer",
        "PUB201",
        in_sheet(f"<headerFooter><oddFooter>&amp;L{FILE}</oddFooter></headerFooter>"),
    ),
    leak(
        "a server's folder in a cell", "PUB201", say("<t>see \\\\fs01\\committee$\\plan.xlsx</t>")
    ),
    leak("a path as entities", "PUB201", say("<t>&#67;&#58;&#92;Users&#92;jsmith</t>")),
    leak("a path in an instruction", "PUB201", in_sheet("<?path C:/Users/jsmith/plan.xlsx?>")),
    leak(
        "a footer that prints its folder",
        "PUB201",
        in_sheet("<headerFooter><oddFooter>&amp;L&amp;Z&amp;F</oddFooter></headerFooter>"),
    ),
    leak("a link to a file", "PUB201", point(COVER, LINK, "Staffing%20plan.xlsx", mode=AWAY)),
    leak("an intranet address", "PUB202", say("<t>policy: http://intranet/policies/7</t>")),
    leak(
        "a link into the network", "PUB202", point(COVER, LINK, "https://10.1.4.20/erp", mode=AWAY)
    ),
    leak(
        "a document store",
        "PUB203",
        say("<t>https://saltmere.sharepoint.com/sites/Exempt/Shared Documents/plan.xlsx</t>"),
    ),
    leak(
        "absPath",
        "PUB204",
        swap(
            BOOK,
            "<sheets>",
            (
                '<x15ac:absPath xmlns:x15ac="urn:x15ac" '
                'url="C:\\Users\\jsmith\\Documents\\"/><sheets>'
            ),
        ),
    ),
    leak("a user as author", "PUB205", in_core("dc:creator", "jsmith")),
    leak("a person who saved it", "PUB205", in_core("cp:lastModifiedBy", "Jo Smith")),
    leak(
        "a manager",
        "PUB205",
        swap(APP, "</Properties>", "<Manager>Jo Smith</Manager></Properties>"),
    ),
    leak(
        "one who has it reserved",
        "PUB205",
        swap(
            BOOK, "<sheets>", '<fileSharing readOnlyRecommended="1" userName="Jo Smith"/><sheets>'
        ),
    ),
    leak(
        "a view kept for somebody",
        "PUB205",
        swap(
            BOOK,
            "</sheets>",
            (
                '</sheets><customWorkbookViews><customWorkbookView name="Jo Smith - Personal View"'
                ' guid="{1}" windowWidth="1" windowHeight="1" activeSheetId="1"/>'
                "</customWorkbookViews>"
            ),
        ),
    ),
    leak("an e-mail address", "PUB206", say("<t>ask jo.smith@saltmere.gov.uk</t>")),
    leak(
        "a link to a mailbox",
        "PUB206",
        point(COVER, LINK, "mailto:jo.smith@saltmere.gov.uk", mode=AWAY),
    ),
    leak("a telephone number", "PUB207", say("<t>Ring 01632 960 123 to ask</t>")),
    leak(
        "a mobile in split runs",
        "PUB207",
        say("<r><t>07700 </t></r><r><rPr><b/></rPr><t>900123</t></r>"),
    ),
    leak("a National Insurance number", "PUB208", say("<t>AB 12 34 56 C</t>")),
    leak("an NHS number", "PUB209", say("<t>943 476 5919</t>")),
    leak("an NHS number as a number", "PUB209", say("<v>9434765919</v>", kind="")),
    leak("a hidden sheet", "PUB301", listed("hidden")),
    leak("a very hidden sheet", "PUB301", listed("veryHidden")),
    leak(
        "a hidden row",
        "PUB302",
        swap(COVER, "</sheetData>", '<row r="91" hidden="1"/></sheetData>'),
    ),
    leak(
        "a row of no height",
        "PUB302",
        swap(COVER, "</sheetData>", '<row r="91" ht="0"/></sheetData>'),
    ),
    leak(
        "a hidden column",
        "PUB303",
        swap(COVER, "</cols>", '<col min="9" max="9" width="9" hidden="1"/></cols>'),
    ),
    leak(
        "white on white", "PUB304", letters('<color rgb="FFFFFFFF"/>'), say("<t>x</t>", style=LAST)
    ),
    leak(
        "a theme's white, a shade off",
        "PUB304",
        letters('<color theme="0" tint="-0.05"/>'),
        say("<t>x</t>", style=LAST),
    ),
    leak(
        "a white run",
        "PUB304",
        say('<r><rPr><color rgb="FFFEFEFE"/><sz val="11"/></rPr><t>x</t></r>'),
    ),
    leak(
        "a tiny font",
        "PUB305",
        style('<sz val="1"/><name val="Arial"/>'),
        say("<t>x</t>", style=LAST),
    ),
    leak("a number format that hides", "PUB306", hiding, say("<v>5</v>", style=LAST, kind="")),
    leak(
        "text in no cell",
        "PUB307",
        swap("xl/sharedStrings.xml", "</sst>", "<si><t>left behind</t></si></sst>"),
    ),
    leak("exempt words in a shared string", "PUB401", first_shared_string(WORDS)),
    leak("exempt words as entities", "PUB401", say(f"<t>{ENTITIES}</t>")),
    leak("exempt words in split runs", "PUB401", say(RUNS)),
    leak(
        "exempt words between marks and lines",
        "PUB401",
        say(f"<t>{SECRET.replace(' ', chr(10), 3).replace(' ', ' – ').upper()}</t>"),
    ),
    leak(
        "exempt words with soft hyphens",
        "PUB401",
        say(f"<t>{SECRET.replace('oo', 'o&#173;o')}</t>"),
    ),
    leak("exempt words in the properties", "PUB401", in_core("dc:description", SECRET)),
    leak("exempt words in an instruction", "PUB401", in_sheet(f"<?note {SECRET}?>")),
    leak("exempt words in a comment of the markup", "PUB401", in_sheet(f"<!-- {SECRET} -->")),
    leak(
        "exempt words in a page heading",
        "PUB401",
        in_sheet(f"<headerFooter><oddHeader>&amp;C{SECRET}</oddHeader></headerFooter>"),
    ),
    leak(
        "exempt words in a list to choose from",
        "PUB401",
        in_sheet(f'<dataValidations><dataValidation prompt="{SECRET}"/></dataValidations>'),
    ),
    leak(
        "exempt words in a chart's cache",
        "PUB401",
        put("xl/charts/chart1.xml", CHART.format(SECRET), CHART_TYPE),
        edition="print",
    ),
    leak(
        "words of an exempt action's history",
        "PUB401",
        say("<t>counsel thinks that we shall lose</t>"),
    ),
    leak(
        "words of an exempt action's ledger",
        "PUB401",
        say("<t>The other side asked for three more months.</t>"),
    ),
    leak(
        "words of an issue that has no public action",
        "PUB401",
        say("<t>posts at the harbour office have no work</t>"),
    ),
    leak("an exempt ref", "PUB402", say("<t> 2X </t>")),
    leak("the ref of an issue that is not public", "PUB402", say("<t>9</t>")),
    leak("words among numbers", "PUB403", say("<v>=cmd|'/C calc'!A0</v>", kind="")),
    leak("words in the place of a result", "PUB403", say("<v>@SUM(1)</v>", kind="str")),
    leak("a link that runs", "PUB201 PUB403", point(COVER, LINK, "javascript:alert(1)", mode=AWAY)),
    leak("a total of a word that is not so", "PUB404", off_by_one("Withdrawn")),
    leak("a total of all that is not so", "PUB404", off_by_one("Actions")),
    leak("a movement that does not add up", "PUB404", off_by_one("Added")),
)


@pytest.mark.parametrize("case", LEAKS, ids=lambda case: case.name)
def test_each_leak_is_refused_and_it_alone(case: Leak, tmp_path: Path) -> None:
    path = planted(tmp_path / "appendix.xlsx", *case.hands)

    verdict = check_publish(path, plan=PLAN, edition=case.edition)

    assert {finding.code for finding in verdict.findings} == set(case.codes)


def test_every_check_fires_in_some_case() -> None:
    fired = {code for case in LEAKS for code in case.codes}

    assert {each.code for each in GATE} - fired == {"PUB405"}
    assert [each.code for each in GATE] == sorted({each.code for each in GATE})


FIT = {
    "refs and words that a public row shares": "1b first report of the berth survey group 2",
    "a post": "Head of Finance",
    "four words of an exempt row": "the contractor walked off",
    "dates and money": "01-04-2026 31.03.2027 2026-11-30 £1,234,567,890 0.123456789 10 000 000 000",
    "a reference of digits": "Minute 2026/0123456789, item 020-3",
    "ten digits that prove nothing": "943 476 5918",
    "a ratio and a share": "1:10 and/or 3/4, w/c 5/1, 24/7, A/B, http://www.saltmere.gov.uk/home/",
    "a public page": "https://www.saltmere.gov.uk/sites/default/files/plan.pdf",
    "a prefix that is no insurance number": "GB 12 34 56 C; AB123456",
    "words that begin like a formula": "=HYPERLINK(1) is what was typed",
    "the intranet, spoken of": "Put it on the intranet. Then tell staff: in person",
}


@pytest.mark.parametrize("text", FIT.values(), ids=FIT)
def test_what_may_be_said_is_not_refused(text: str, tmp_path: Path) -> None:
    path = planted(tmp_path / "appendix.xlsx", say(f"<t>{text}</t>"))

    assert check_publish(path, plan=PLAN).findings == ()


@pytest.mark.parametrize("organisation", ["Saltmere Homes", "Kyle Merton"])
def test_the_plans_own_organisation_is_no_user_however_it_is_called(
    organisation: str, tmp_path: Path
) -> None:
    ours = replace(PLAN, settings=replace(PLAN.settings, organisation=organisation))
    path = tmp_path / "appendix.xlsx"
    render(appendix(ours, on=DAY), path)

    assert check_publish(path, plan=ours).is_fit
    assert check_publish(path).is_fit is (organisation == "Saltmere Homes")


def test_an_appendix_of_a_plan_that_does_not_say_whose_it_is_names_no_person(
    tmp_path: Path,
) -> None:
    nobodys = replace(PLAN, settings=replace(PLAN.settings, organisation=""))
    content, path = appendix(nobodys, on=DAY), tmp_path / "appendix.xlsx"
    render(content, path)

    assert check_publish(path, plan=nobodys).is_fit
    assert check_accessibility(path).is_fit
    assert [said for said in content.doubts if "Organisation" in said]


def test_a_ref_of_digits_is_not_seen_in_a_number(tmp_path: Path) -> None:
    path = planted(tmp_path / "appendix.xlsx", say("<v>9</v>", kind=""))

    assert check_publish(path, plan=PLAN).is_fit


def test_a_chart_may_be_in_print_which_the_name_may_say(tmp_path: Path) -> None:
    chart = put(
        "xl/charts/chart1.xml", CHART.format("Overdue"), CHART_TYPE, f"{OFFICE}/chart", COVER
    )
    paper, web = tmp_path / "board-appendix-B-print.xlsx", tmp_path / "board-appendix-B.xlsx"

    assert check_publish(planted(paper, chart), plan=PLAN).is_fit
    assert not check_publish(planted(web, chart), plan=PLAN).is_fit
    assert check_publish(web, plan=PLAN, edition="print").is_fit


def test_without_the_plan_its_words_are_said_to_be_unchecked(tmp_path: Path) -> None:
    path = planted(tmp_path / "appendix.xlsx", say(f"<t>{SECRET}</t>"))

    verdict = check_publish(path)

    assert verdict.is_fit
    assert verdict.unchecked == ("words-not-public", "ref-not-public", "changed-plan")


def test_a_plan_that_changed_meanwhile_is_refused(tmp_path: Path) -> None:
    path = planted(tmp_path / "appendix.xlsx")
    book = tmp_path / "plan.xlsx"
    book.write_bytes(b"as it was")
    read = replace(PLAN, path=book, fingerprint=fingerprint(book))
    assert check_publish(path, plan=read).is_fit

    book.write_bytes(b"as a colleague saved it")
    with pytest.raises(PublicationRefusedError, match="PUB405 was changed while the appendix"):
        refuse_unfit(path, plan=read)
    book.unlink()
    assert [each.code for each in check_publish(path, plan=read).findings] == ["PUB405"]


def test_many_findings_of_a_code_are_counted_and_the_first_told(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}" hidden="1"/>' for n in range(100, 150))
    path = planted(tmp_path / "appendix.xlsx", swap(COVER, "</sheetData>", f"{rows}</sheetData>"))

    findings = check_publish(path, plan=PLAN).findings

    assert len(findings) == 20
    assert findings[-1].more == 30
    with pytest.raises(PublicationRefusedError) as refused:
        refuse_unfit(path, plan=PLAN, called="board.xlsx")
    assert str(refused.value) == (
        "board.xlsx is not fit to be published. Cover!100:100: PUB302 is hidden. Show it, or "
        "delete it: what is hidden is downloaded with the rest. And 49 more like it."
    )


def test_bytes_round_the_parts_are_refused(tmp_path: Path) -> None:
    path = planted(tmp_path / "appendix.xlsx")
    remark = b"Jo Smith's draft"
    whole = path.read_bytes()
    path.write_bytes(whole[:-2] + len(remark).to_bytes(2, "little") + remark)

    assert [each.code for each in check_publish(path, plan=PLAN).findings] == ["PUB101"]


@pytest.mark.parametrize("part", [COVER, STYLES, "xl/sharedStrings.xml", CORE])
def test_a_part_that_cannot_be_read_is_an_error_and_not_passed_over(
    part: str, tmp_path: Path
) -> None:
    def broken(parts: Parts) -> None:
        parts[part] = parts[part][: len(parts[part]) // 2]

    with pytest.raises(WorkbookUnreadableError, match=r"appendix\.xlsx holds"):
        check_publish(planted(tmp_path / "appendix.xlsx", broken), plan=PLAN)


def test_markup_nested_deep_is_read_to_its_end(tmp_path: Path) -> None:
    deep = "<a>" * 3000 + SECRET + "</a>" * 3000
    path = planted(tmp_path / "appendix.xlsx", in_sheet(f"<extLst>{deep}</extLst>"))

    assert [each.code for each in check_publish(path, plan=PLAN).findings] == ["PUB401"]


@pytest.mark.parametrize("each", GATE, ids=lambda each: each.code)
def test_every_check_says_why_and_shows_a_bad_workbook_and_a_good_one(each: Check) -> None:
    what, parts = explained(each.explanation)

    assert what.endswith(".")
    assert [label for label, _ in parts] == ["Why", "Example", "Instead"]
    assert all(words for _, words in parts)


def test_the_command_tells_each_finding_and_what_was_not_checked(tmp_path: Path) -> None:
    path = planted(tmp_path / "board.xlsx", say("<t>ask jo.smith@saltmere.gov.uk</t>"))
    before = path.read_bytes()

    result = run("check-publish", path)

    assert result.exit_code == 5
    assert result.output == (
        "Cover!A90: PUB206 holds an e-mail address: 'jo.smith@saltmere.gov.uk'. Take it out.\n"
        "board.xlsx: not fit: 1 finding against publishing it.\n"
        "board.xlsx: not checked, as that needs the plan it was made of (--plan): "
        "words-not-public, ref-not-public, changed-plan.\n"
    )
    assert path.read_bytes() == before


def test_the_command_tells_a_machine_the_same(tmp_path: Path) -> None:
    path = planted(tmp_path / "board.xlsx", say("<t>ask jo.smith@saltmere.gov.uk</t>"))

    result = run("check-publish", path, "--format", "json")

    assert (result.exit_code, json.loads(result.output)) == (
        5,
        {
            "schema": 1,
            "file": "board.xlsx",
            "fit": False,
            "unchecked": ["words-not-public", "ref-not-public", "changed-plan"],
            "findings": [
                {
                    "code": "PUB206",
                    "name": "email-address",
                    "where": "Cover!A90",
                    "message": "holds an e-mail address: 'jo.smith@saltmere.gov.uk'.",
                    "fix": "Take it out.",
                    "more": 0,
                }
            ],
        },
    )


def test_what_the_command_makes_passes_and_a_leak_is_not_put_in_place(tmp_path: Path) -> None:
    book, out = planbook(tmp_path, {}, {"action": SECRET, "publication": "Internal"}), "a.xlsx"
    made = run("appendix", book, "-o", tmp_path / out, *ON)
    checked = run("check-publish", tmp_path / out, "--plan", book)
    assert (made.exit_code, checked.exit_code) == (0, 0), checked.output
    assert checked.output == "a.xlsx: nothing was found against publishing it.\n"
    stood = (tmp_path / out).read_bytes()

    replay(book, {"Actions!J5": "Ring 01632 960 123"})
    refused = run("appendix", book, "-o", tmp_path / out, *ON)
    nightly = run("refresh", book, *ON)

    assert refused.exit_code == 5
    assert "a.xlsx is not fit to be published." in refused.output
    assert "PUB207 holds a telephone number: '01632 960 123'." in refused.output
    assert (tmp_path / out).read_bytes() == stood
    assert "PUB207" in nightly.output
    assert not (tmp_path / "plan-appendix.xlsx").exists()


def test_a_file_that_is_none_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))

    assert run("check-publish", tmp_path / "old.xls").exit_code == 4
    assert run("check-publish", tmp_path / "none.xlsx").exit_code == 4


@needs_corpus
@pytest.mark.shared
def test_any_workbook_is_judged_or_refused_in_a_sentence() -> None:
    for path in sorted(CORPUS.glob("*.xl*")):
        try:
            found = (*check_publish(path).findings, *check_accessibility(path).findings)
            told = [f"{each.message} {each.fix}" for each in found]
        except ActionbookError as error:
            told = [str(error)]

        assert all(len(words.splitlines()) == 1 for words in told), path.name


WORDS_OF = st.lists(st.sampled_from(["harbour", "berth", "claim", "pontoon"]), max_size=9)


@given(st.lists(st.tuples(WORDS_OF, st.booleans()), min_size=1, max_size=6))
def test_a_secret_phrase_is_in_a_private_row_and_in_no_public_one(
    rows: list[tuple[list[str], bool]],
) -> None:
    made = plan(
        {"action": ""},
        *(
            {"action": " ".join(words), "publication": "Public" if is_public else "Internal"}
            for words, is_public in rows
        ),
    )

    found = secrets_of(made)

    public = " | ".join(" ".join(words) for words, is_public in rows if is_public)
    private = " | ".join(" ".join(words) for words, is_public in rows if not is_public)
    assert all(phrase in private and phrase not in public for phrase in found.phrases)
    for words in (words for words, is_public in rows if not is_public):
        for at in range(len(words) - 4):
            phrase = " ".join(words[at : at + 5])
            assert phrase in public or phrase in found.phrases
