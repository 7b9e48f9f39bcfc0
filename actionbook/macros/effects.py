"""
What a macro can do to a workbook or beyond it, and the words of VBA that show it.

The effects are few and in an officer's words: they are what a replacement is matched by.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

__all__ = ["SIGNS", "Effect"]

_NO_COLOUR = r"(?:xl\w*None\b|xl\w*Automatic\b|-41\d\d\b)"


class Effect(StrEnum):
    """One thing that a macro does to a workbook or beyond it, worded to follow "it"."""

    COLOURS = "colours cells"
    CLEARS_COLOURS = "takes colours out"
    COMPARES_DAYS = "compares with today"
    LOOKS_FOR_BLANKS = "looks for blanks"
    SORTS = "sorts rows"
    FILTERS = "filters rows"
    HIDES = "hides rows or columns"
    NUMBERS = "numbers rows"
    TIDIES_DATES = "tidies dates"
    TIDIES_TEXT = "tidies text"
    FILLS_DOWN = "fills down"
    CLEARS = "clears cells"
    WRITES = "writes into cells"
    COPIES_CELLS = "copies cells"
    ADDS_SHEETS = "adds or copies sheets"
    DELETES = "deletes rows or sheets"
    LISTS = "sets drop-down lists"
    CHECKS_INPUT = "sets input checks"
    PROTECTS = "protects sheets"
    UNPROTECTS = "takes protection off"
    COUNTS = "counts rows"
    CHARTS = "draws charts"
    PRINT_AREA = "sets the print area"
    PRINTS = "prints"
    EXPORTS_PDF = "exports a PDF"
    SAVES_COPY = "saves a copy"
    SAVES = "saves the workbook"
    NEW_WORKBOOK = "makes a new workbook"
    OPENS_WORKBOOK = "opens other workbooks"
    MAILS = "sends e-mail"
    WORD = "drives Word"
    FILES = "reads or writes files"
    REFRESHES = "refreshes data"
    DATABASE = "asks a database"
    INTERNET = "goes on the internet"
    PROGRAM = "starts a program"
    ASKS = "asks or tells the user"


_WORDS: Mapping[Effect, tuple[str, ...]] = {
    Effect.COLOURS: (
        rf"\.(?:Interior|Font|Tab)\.(?:Color|ColorIndex|ThemeColor)\s*=(?!\s*{_NO_COLOUR})",
        r"\.FormatConditions\.Add",
    ),
    Effect.CLEARS_COLOURS: (
        rf"\.(?:Interior|Font)\.(?:Color|ColorIndex|Pattern)\s*=\s*{_NO_COLOUR}",
        r"\.ClearFormats\b",
        r"\.FormatConditions\.Delete",
    ),
    Effect.COMPARES_DAYS: (
        r"(?:[<>]=?|<>)\s*(?:VBA\.)?(?:Date|Now|Today)\b",
        r"\b(?:Date|Now)(?:\(\))?\s*[<>]",
        r"\bDateDiff\(.*\b(?:Date|Now)\b",
        r"^\s*(?:today|now)\w*\s*=\s*(?:Date|Now)\b",
        r"\b(?:Date|Now)\s*-\s*\S",
    ),
    Effect.LOOKS_FOR_BLANKS: (
        r"(?:=|<>)\s*(?:\"\"|vbNullString)(?=\s+(?:Then|And|Or)\b|\))",
        r"\bIsEmpty\(",
        r"xlCellTypeBlanks",
        r"\bLen\(.*\)\s*=\s*0",
    ),
    Effect.SORTS: (r"\.Sort\b", r"\.SortFields\b"),
    Effect.FILTERS: (r"\.(?:AutoFilter|AdvancedFilter|ShowAllData)\b",),
    Effect.HIDES: (r"\.Hidden\s*=", r"\.Visible\s*=\s*(?:xlSheet|True\b|False\b)"),
    Effect.TIDIES_DATES: (
        r"\b(?:CDate|DateValue|DateSerial)\(",
        r"\.NumberFormat(?:Local)?\s*=\s*\"[^\"]*(?:dd|mm|yy)",
    ),
    Effect.TIDIES_TEXT: (
        r"\b[LR]?Trim\$?\(",
        r"\.(?:Clean|Proper|Trim)\(",
        r"\bStrConv\(",
        r"\bReplace\(",
        r"\.Replace\b",
    ),
    Effect.FILLS_DOWN: (
        r"\.FillDown\b",
        r"\.AutoFill\b",
        r"R\[-1\]C",
        r"=\s*[^=]*(?:Offset\(-1\b|Cells\(\w+\s*-\s*1\b)",
    ),
    Effect.CLEARS: (
        r"\.Clear(?:Contents|Comments|Notes|Hyperlinks)?\b",
        r"\.Value2?\s*=\s*(?:\"\"|vbNullString|Empty)\s*$",
    ),
    Effect.WRITES: (
        r"\.(?:Value2?|Formula\w*)\s*=(?!\s*(?:\"\"|vbNullString|Empty)\s*$)",
        r"\b(?:Cells|Range|Offset)\([^=<>]*\)\s*=\s*[^=]",
    ),
    Effect.COPIES_CELLS: (
        r"\.Copy\b(?!\s*\(?(?:Before|After))",
        r"\.PasteSpecial\b",
        r"\.Value2?\s*=\s*\S+\.Value2?\b",
    ),
    Effect.ADDS_SHEETS: (r"\b(?:Work)?sheets\.Add\b", r"\.Copy\s+\(?(?:Before|After)"),
    Effect.DELETES: (r"(?<!FormatConditions)(?<!Validation)\.Delete\b",),
    Effect.LISTS: (r"\.ListFillRange\b", r"\.AddItem\b", r"xlValidateList\b", r"\.Names\.Add\b"),
    Effect.CHECKS_INPUT: (r"\.Validation\b",),
    Effect.PROTECTS: (r"\.Protect\b",),
    Effect.UNPROTECTS: (r"\.Unprotect\b",),
    Effect.COUNTS: (r"\bCountIfs?\(", r"\.CountA?\(", r"\bSumProduct\("),
    Effect.CHARTS: (r"\bCharts?(?:Objects)?\.Add", r"\.SetSourceData\b", r"AddChart2?\b"),
    Effect.PRINT_AREA: (r"\.PrintArea\b", r"\.PrintTitleRows\b", r"\.PageSetup\b"),
    Effect.PRINTS: (r"\.PrintOut\b", r"\.PrintPreview\b"),
    Effect.EXPORTS_PDF: (r"\.ExportAsFixedFormat\b", r"\bxlTypePDF\b"),
    Effect.SAVES_COPY: (r"\.SaveCopyAs\b", r"\.SaveAs\b"),
    Effect.SAVES: (r"\.Save\b",),
    Effect.NEW_WORKBOOK: (
        r"\bWorkbooks\.Add\b",
        # A sheet copied to no place in particular.
        r"(?:\b(?:Work)?Sheets\([^()]*\)|\bActiveSheet)\.Copy\s*$",
    ),
    Effect.OPENS_WORKBOOK: (r"\bWorkbooks\.Open\b",),
    Effect.MAILS: (
        r"Outlook\.Application",
        r"\.CreateItem\b",
        r"\.SendMail\b",
        r"mailto:",
        r"CDO\.Message",
        r"\.MailEnvelope\b",
    ),
    Effect.WORD: (r"Word\.(?:Application|Document)",),
    Effect.FILES: (
        r"\bOpen\s+.+\s+For\s+(?:Input|Output|Append|Binary|Random)\b",
        r"\bKill\s",
        r"\bFileCopy\b",
        r"\bMkDir\b",
        r"Scripting\.FileSystemObject",
        r"\bDir\$?\(",
        r"ADODB\.Stream",
    ),
    Effect.REFRESHES: (r"\.Refresh(?:All|Table)?\b", r"\.Calculate(?:Full)?\b"),
    Effect.DATABASE: (r"ADODB\.(?:Connection|Recordset)", r"\bDAO\.", r"\.QueryTables\b"),
    Effect.INTERNET: (
        r"XMLHTTP",
        r"WinHttp",
        r"\bURLDownloadToFile",
        r"InternetExplorer\.Application",
        r"\bFollowHyperlink\b",
    ),
    Effect.PROGRAM: (r"\bShell\b(?!\.)", r"WScript\.Shell", r"Shell\.Application"),
    Effect.ASKS: (r"\bMsgBox\b", r"\bInputBox\b"),
}

SIGNS: Mapping[Effect, re.Pattern[str]] = {
    effect: re.compile("|".join(words), re.IGNORECASE) for effect, words in _WORDS.items()
}
"""What shows each effect in a line of VBA; `Effect.NUMBERS` takes more than a line to tell."""
