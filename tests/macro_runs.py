"""
Runs macros of our own, in real `.xlsm` files, in LibreOffice: what did the old macro do?

Only tests do so, and only with the text in `macro_texts`: the tool itself never runs a macro.
All of them go in one start of LibreOffice; what a macro changed is told against the same workbook
after a macro that does nothing, since LibreOffice writes a workbook in its own way.
"""

import re
import subprocess
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from libreoffice import SOFFICE
from seen import Seen, changes, look, places_of
from vba_project import Module, vba_project

__all__ = ["run_macros"]


_PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_BIN = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
_LINK = (
    b'<Relationship Id="rIdVba" Target="vbaProject.bin" '
    b'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/></Relationships>'
)
_NOTHING = "Sub DoNothing()\nEnd Sub"
_SECONDS = 120
_MADE = "Appendix.xlsx"
"""What a macro that makes a workbook calls it; an old .xls within, as LibreOffice saves it."""

_LIBRARY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" '
    '"library.dtd">\n<library:library xmlns:library="http://openoffice.org/2000/library" '
    'library:name="Standard" library:readonly="false" library:passwordprotected="false">'
    '<library:element library:name="Runs"/></library:library>'
)
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Runs" '
    'script:language="StarBasic">{}</script:module>'
)
_RUN = """
Sub RunOne(source, macro, target)
  On Error GoTo Failed
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "MacroExecutionMode" : how(0).Value = 4
  book = StarDesktop.loadComponentFromURL(source, "_blank", 0, how())
  where = "vnd.sun.star.script:VBAProject.Module1." & macro & "?language=Basic&location=document"
  book.getScriptProvider().getScript(where).invoke(Array(), Array(), Array())
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName" : form(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL(target, form())
  book.close(True)
  Exit Sub
Failed:
  told = FreeFile
  Open target & ".txt" For Output As #told
  Print #told, Error$
  Close #told
End Sub

Sub KeepAnew(made, target)
  If Not FileExists(made) Then Exit Sub
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName" : how(0).Value = "Calc MS Excel 2007 XML"
  Dim nothing_said()
  book = StarDesktop.loadComponentFromURL(made, "_blank", 0, nothing_said())
  book.storeToURL(target, how())
  book.close(True)
End Sub
"""


def run_macros(
    macros: Mapping[str, tuple[Path, str]], folder: Path, *, refs: Iterable[str]
) -> dict[str, list[str]]:
    """
    What each macro changed in its plan, a line a cell, and what it made beside it, by its name.

    *macros* are a plan and the macro's text, by name; each runs in a folder of its own, under
    *folder*. Of a workbook that one made it is told where the *refs* stand. One that stops with an
    error fails the test, with LibreOffice's word for it.
    """
    calls: list[str] = []
    stills: dict[Path, Path] = {}
    for name, (plan, text) in macros.items():
        own = folder / name
        own.mkdir()
        if plan not in stills:
            stills[plan] = folder / f"{name} still.xlsx"
            book = _with_macro(plan, _NOTHING, folder / f"{name} still.xlsm")
            calls.append(_call(book, _NOTHING, stills[plan]))
        calls.append(_call(_with_macro(plan, text, own / "plan.xlsm"), text, own / "run.xlsx"))
        calls.append(f'KeepAnew("{(own / _MADE).as_uri()}", "{(own / "anew.xlsx").as_uri()}")')
    _start(calls, folder)
    before = {plan: look(still) for plan, still in stills.items()}
    return {name: _told(before[plan], folder / name, refs) for name, (plan, _) in macros.items()}


def _told(before: Seen, own: Path, refs: Iterable[str]) -> list[str]:
    failed = own / "run.xlsx.txt"
    assert not failed.exists(), f"{own.name}: {failed.read_text(encoding='utf-8')}"
    made = {path.name for path in own.iterdir()} - {"plan.xlsm", "run.xlsx", "anew.xlsx"}
    return [
        *changes(before, look(own / "run.xlsx")),
        *(f"{re.sub('[0-9]{8}', 'yyyymmdd', name)} is made" for name in sorted(made)),
        *(places_of(refs, own / "anew.xlsx") if _MADE in made else ()),
    ]


def _call(book: Path, text: str, target: Path) -> str:
    name = text.partition("Sub ")[2].partition("(")[0]
    return f'RunOne("{book.as_uri()}", "{name}", "{target.as_uri()}")'


def _with_macro(plan: Path, text: str, path: Path) -> Path:
    """The workbook *plan* as the macro workbook *path*, with *text* in its Module1."""
    project = vba_project(Module("ThisWorkbook", "", sheet=True), Module("Module1", text))
    with zipfile.ZipFile(plan) as held, zipfile.ZipFile(path, "w") as made:
        for name in held.namelist():
            data = held.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(_PLAIN, _MACROS).replace(b"</Types>", _BIN)
            elif name == "xl/_rels/workbook.xml.rels":
                data = data.replace(b"</Relationships>", _LINK)
            made.writestr(name, data, zipfile.ZIP_DEFLATED)
        made.writestr("xl/vbaProject.bin", project)
    return path


def _start(calls: list[str], folder: Path) -> None:
    assert SOFFICE is not None
    profile = folder / "macro profile"
    office = [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    # The first start makes the profile and the library that ours goes into.
    subprocess.run([*office, "--terminate_after_init"], timeout=_SECONDS, check=True,
                   capture_output=True)  # fmt: skip
    library = profile / "user" / "basic" / "Standard"
    main = "\n".join(("Sub Main", *calls, "StarDesktop.terminate()", "End Sub"))
    (library / "Runs.xba").write_text(_MODULE.format(escape(_RUN + main)), encoding="utf-8")
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    subprocess.run([*office, "macro:///Standard.Runs.Main"], timeout=_SECONDS, check=True,
                   capture_output=True)  # fmt: skip
