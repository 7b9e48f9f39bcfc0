"""AB5xx, AB6xx, AB7xx: how things are worded, what the public would see, and the letters."""

from dataclasses import replace
from typing import Any

import pytest
from builders import ON, SETTINGS, plan
from rule_cases import Case, findings, found

from actionbook.plan.cells import CellRef
from actionbook.plan.model import Plan, Term
from actionbook.plan.structure import Fault, FaultKind, Place
from actionbook.rules import RULES

GLOSSARY = Place("Glossary", {"term": 1, "meaning": 2})
E4 = CellRef("Actions", 4, 5)


def said(progress: str, **fields: Any) -> Plan:
    return plan({"progress": progress, **fields})


def worded(action: str, **tables: Any) -> Plan:
    return plan({"action": action}, **tables)


def terms(*names: str) -> tuple[Term, ...]:
    return tuple(Term(name, "It is explained", row, GLOSSARY) for row, name in enumerate(names, 2))


def trimmed(text: str) -> Plan:
    sound = plan({}, {}, {})
    fault = Fault(FaultKind.TEXT_TRIMMED, E4, text, ref="3")
    return replace(sound, structure=sound.structure._replace(faults=(fault,)))


P, A = "progress 2", "action 2"
LONG = " ".join(["Survey the quay walls and report what was found to the board."] * 7)

CASES = (
    Case("no verb", worded("Harbour dredging programme"), (f"AB501 {A}",), ("AB501",)),
    Case("a verb after an adverb", worded("Jointly agree the programme"), asked=("AB501",)),
    Case("a weak verb", worded("Continue to survey the quay"), (f"AB502 {A}",), ("AB502",)),
    Case("a strong verb", worded("Survey the quay"), asked=("AB502",)),
    Case("no outcome", plan({"outcome": ""}), ("AB503 outcome 2",), ("AB503",)),
    Case("a step's outcome", plan({"outcome": "Ships berth"}, {"part_of": "1"}), asked=("AB503",)),
    Case(
        "the action over again",
        plan({"action": "Train all members in law", "outcome": "All members trained in law"}),
        ("AB504 outcome 2",),
        ("AB504",),
    ),
    Case(
        "an outcome of its own",
        plan({"action": "Train all members in budgets", "outcome": "Members question every line"}),
        asked=("AB504",),
    ),
    Case("a fact", worded("Arrangements are now formalised"), (f"AB505 {A}",), ("AB505",)),
    Case("no fact", worded("Formalise the arrangements"), asked=("AB505",)),
    Case("too many words", worded(LONG), (f"AB506 {A}",), ("AB506",)),
    Case("many words where more are allowed",
         worded(LONG, settings=replace(SETTINGS, longest_action=100)), asked=("AB506",)),
    Case("an acronym", worded("Agree the MTFS"), (f"AB507 {A}",), ("AB507",)),
    Case("an acronym that is explained", worded("Agree the MTFS", glossary=terms("MTFS")),
         asked=("AB507",)),
    Case("an acronym explained beside it", worded("Agree the medium-term plan (MTFS)"),
         asked=("AB507",)),
    Case("an acronym twice", worded("Agree the MTFS", glossary=terms("MTFS", "mtfs")),
         ("AB507 Glossary!A3",), ("AB507",)),
    Case("what everybody knows", worded("Agree with the NHS how VAT is told"), asked=("AB507",)),
    Case("left from a template", said("[insert date] agreed"), (f"AB509 {P}",), ("AB509",)),
    Case("brackets of one's own", said("Agreed [see minute 9]"), asked=("AB509",)),
    Case("no Publication", plan({"publication": ""}), ("AB601 publication 2",)),
    Case("internal", plan({"publication": "Internal"})),
    Case("exempt", plan({"publication": "Exempt"}), ("AB602 publication 2",)),
    Case("no such paragraph", plan({"publication": "Exempt para 9"}), ("AB602 publication 2",)),
    Case("exempt by a paragraph", plan({"publication": "Exempt para 3"})),
    Case(
        "exempt by a paragraph of another nation",
        plan({"publication": "Exempt para 9"}, settings=replace(SETTINGS, nation="Scotland")),
    ),
    Case("a telephone number", said("Ring Jo on 07700 900123"), (f"AB603 {P}",)),
    Case("two numbers", plan({"progress": "Ring 07700 900123"}, {"progress": "Ring 07700 900456"}),
         ("AB603 progress 2", "AB603 progress 3")),
    Case("an e-mail address", said("Ask jo.tarrant@saltmere.gov.uk"), (f"AB603 {P}",)),
    Case("somebody's health", said("Delayed: the engineer is off sick"), (f"AB603 {P}",)),
    Case("a number of the state's", said("Record QQ123456C was sent"), (f"AB603 {P}",)),
    Case("an office's address", said("Ask enquiries@saltmere.gov.uk")),
    Case("money and years", said("Spent 1,250,000 of 2,000 000 in 2026-27")),
    Case("personal, but internal", said("Ring 07700 900123", publication="Internal")),
    Case("a watch-word", said("Counsel's opinion is awaited"), (f"AB604 {P}",)),
    Case("half a watch-word", said("Counselling is offered to all")),
    Case("a watch-word, exempt", said("Counsel's opinion", publication="Exempt para 5")),
    Case(
        "a watch-word of the house",
        plan({"progress": "A merger is near"}, settings=replace(SETTINGS, watch_words="Merger")),
        (f"AB604 {P}",),
    ),
    Case(
        "a watch-word with a number, beside what differs from it in figures alone",
        plan(
            {"progress": "As in section 113"},
            {"progress": "As in section 114"},
            settings=replace(SETTINGS, watch_words="Section 114"),
        ),
        ("AB604 progress 3",),
    ),
    Case("a path", said(r"Report is in S:\Plans\quay.docx"), (f"AB605 {P}",)),
    Case("a server", said(r"Report is on \\server1\plans"), (f"AB605 {P}",)),
    Case("the intranet", said("See http://intranet/quay"), (f"AB605 {P}",)),
    Case("the web", said("See https://www.saltmere.gov.uk/quay")),
    Case("a path, internal", said(r"In S:\Plans\quay.docx", publication="Internal")),
    Case("doubled spaces", said("The quay  is surveyed"), (f"AB701 {P}",)),
    Case("a space at the end", said("The quay is surveyed "), (f"AB701 {P}",)),
    Case("a space at the end of what was read without", trimmed("31 March 2027 "),
         ("AB701 due 4",)),
    Case("a new line", said("The quay is surveyed.\nThe wall is next.")),
    Case("a non-breaking space", said("The quay\u00a0is surveyed"), (f"AB702 {P}",)),
    Case("a soft hyphen", said("The quay is sur\u00adveyed"), (f"AB702 {P}",)),
    Case("a hyphen and a dash", said("The quay – well-kept – is surveyed")),
    Case("a backslash for a space", said("At the end\\of May"), (f"AB704 {P}",)),
    Case("a backslash before a word", said("Work is \\ongoing"), (f"AB704 {P}",)),
    Case("a backslash after a word", said("Established\\ by May"), (f"AB704 {P}",)),
    Case("Excel's own mark", said("Cabinet_x000D_ agreed"), (f"AB704 {P}",)),
    Case("the web's marks", said("On the 5<sup>th</sup> of June"), (f"AB704 {P}",)),
    Case("less than", said("Under 5 < 6 metres & over 4")),
    Case("a vertical tab", said("The quay\x0bis surveyed"), (f"AB705 {P}",)),
    Case("an equals sign", said("=quay"), (f"AB706 {P}",), ("AB706",)),
    Case("a dash", plan({"depends_on": "-"}), asked=("AB706",)),
    Case("4,000 letters", said("word " * 800 + "end"), (f"AB707 {P}",)),
    Case("1,000 letters", said("word " * 200 + "end")),
    Case(
        "small letters in one of three",
        plan({"lead": "Head of finance"}, {"lead": "Head of Finance"}, {"lead": "Head of Finance"}),
        ("AB708 lead 2",),
    ),
    Case(
        "two leads of nearly one name",
        plan({"lead": "Head of Finance"}, {"lead": "Head of Policy"}),
    ),
    Case("mojibake", said("The councilâ€™s quay"), (f"AB709 {P}",)),
    Case("a pound gone wrong", said("It cost Â£200"), (f"AB709 {P}",)),
    Case("French", said("The café’s château costs £200")),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rules_of_text_find_exactly(case: Case) -> None:
    assert found(case.plan, case.asked) == case.expected


def becomes(code: str, broken: Plan) -> object:
    """What the rule *code* would make of the one cell it finds; None where it finds none."""
    (rule,) = (each for each in RULES if each.code == code)
    return next((hit.becomes for hit in rule(broken, ON)), None)


@pytest.mark.parametrize(
    ("code", "text", "mended"),
    [
        ("AB701", " The quay  is\t surveyed ", "The quay is surveyed"),
        ("AB702", "The quay\u00a0is sur\u00adveyed", "The quay is surveyed"),
        ("AB704", "At the end\\of May", "At the end of May"),
        ("AB704", "\\Ongoing, established\\ by May", "Ongoing, established by May"),
        ("AB704", "5<sup>th</sup> June &amp; July", "5th June & July"),
        ("AB705", "The quay\x0bis\x07surveyed", "The quay\nis surveyed"),
        ("AB709", "The councilâ€™s café", None),
        ("AB709", "It cost Â£200", "It cost £200"),
    ],
)
def test_a_text_that_can_be_mended_says_how(code: str, text: str, mended: str | None) -> None:
    assert becomes(code, said(text)) == mended


def test_a_mended_text_needs_no_mending() -> None:
    for text in (" The quay  is\t surveyed ", "The quay\u00a0 is", "5<sup>th</sup> &amp; 6"):
        broken = said(text)
        for code in ("AB701", "AB702", "AB704", "AB705"):
            mended = becomes(code, broken)
            broken = broken if mended is None else said(str(mended))
        assert found(broken) == ()


def test_marks_of_scanning_are_shown_with_the_words_round_them() -> None:
    (finding,) = findings(said("The tender for the inner wall at the end\\of May went out"))

    assert finding.message == (
        'The cell has marks of scanning or copying in it: "the end\\of May".'
    )


def test_the_word_that_is_no_verb_is_said_as_it_is_typed() -> None:
    (finding,) = findings(worded("CMT programme"), ("AB501",))

    assert '"CMT"' in finding.message
