"""
The one door to oletools: the text of a VBA project, and how it is guarded or hides.

Nothing is run. What oletools and what it leans on print, warn of or log is kept from the screen.
"""

import contextlib
import io
import logging
import re
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from actionbook.errors import ActionbookError
from actionbook.macros.old_workbook import OldWorkbook, read_old_workbook
from actionbook.macros.project import ModuleText, Project
from actionbook.macros.secrets import is_locked, password_is_set

__all__ = ["OldFile", "read_old_file", "read_project", "suspicious_words"]

_MISSING = (
    "Reading macros needs oletools, which is not installed here. "
    'Install it with: python -m pip install "actionbook[macros]"'
)
_KINDS = {"bas": "module", "cls": "class", "frm": "form"}
_DOCUMENT = re.compile(
    r"^Attribute VB_Base = \"0\{000208(?:19|20)-0000-0000-C000-000000000046\}", re.M
)
_COMPILED = re.compile(
    r"^\tFuncDefn \((?:Public |Private |Friend |Static )*"
    r"(?:Sub|Function|Property (?:Get|Let|Set)) ([^\s(]+)",
)
_COMPILED_MODULE = re.compile(r"^(?:.*/)?([^/]+) - \d+ bytes$")
_BROKEN = "its VBA project is damaged"


class OldFile(NamedTuple):
    """An OLE file: an encrypted workbook, a workbook of before 2007, or neither."""

    is_encrypted: bool
    workbook: OldWorkbook | None
    project: Project | None


@contextlib.contextmanager
def _quiet() -> Iterator[Any]:
    """oletools, with nothing that it says reaching anybody."""
    level = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with (
            warnings.catch_warnings(),
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            warnings.simplefilter("ignore")
            try:
                from oletools import olevba
            except ImportError as error:
                raise ActionbookError(_MISSING) from error
            yield olevba
    finally:
        logging.disable(level)


def read_project(data: bytes) -> Project:
    """
    The project in the bytes of a `vbaProject.bin`; one that is damaged says so, with what is left.

    Raises:
        ActionbookError: oletools is not installed.
    """
    with _quiet() as olevba:
        try:
            parser = olevba.VBA_Parser("vbaProject.bin", data=data, disable_pcode=True)
        except Exception:  # noqa: BLE001 - what a damaged file makes a parser raise is anything
            return Project(trouble=_BROKEN)
        if parser.ole_file is None:
            return Project(trouble=_BROKEN)
        return _project(olevba, parser, data)


def read_old_file(data: bytes) -> OldFile:
    """What an OLE file is, and the VBA project of a workbook that has one; raises as above."""
    with _quiet() as olevba:
        try:
            parser = olevba.VBA_Parser("workbook.xls", data=data, disable_pcode=True)
            streams = {"/".join(path) for path in parser.ole_file.listdir()}
            named = next((name for name in ("Workbook", "Book") if name in streams), "")
            if "EncryptedPackage" in streams or not named:
                return OldFile("EncryptedPackage" in streams, None, None)
            book = read_old_workbook(parser.ole_file.openstream(named).read())
            has_macros = any(name.rpartition("/")[2] == "_VBA_PROJECT" for name in streams)
            project = _project(olevba, parser, data) if has_macros else None
        except Exception:  # noqa: BLE001 - as above
            return OldFile(is_encrypted=False, workbook=None, project=None)
        return OldFile(is_encrypted=False, workbook=book, project=project)


def _project(olevba: Any, parser: Any, data: bytes) -> Project:
    modules, stated, trouble = _modules(olevba, parser)
    compiled, altered = _compiled(olevba, data)
    written = {module.name.casefold(): module.text for module in modules}
    hidden = tuple(
        (module, name)
        for module, name in compiled
        if not re.search(rf"\b{re.escape(name)}\b", written.get(module.casefold(), ""), re.I)
    )
    return Project(
        modules=modules,
        is_locked=is_locked(stated),
        has_password=password_is_set(stated),
        hidden=hidden,
        altered=altered and bool(modules),
        trouble=trouble,
    )


def _modules(olevba: Any, parser: Any) -> tuple[tuple[ModuleText, ...], str, str]:
    """The modules, the text of the stream ``PROJECT``, and what could not be read."""
    parser.find_vba_projects()
    found: list[ModuleText] = []
    stated, trouble = "", ""
    for root, project_path, directory in parser.vba_projects or ():
        try:
            with contextlib.suppress(OSError):
                stated = parser.ole_file.openstream(project_path).read().decode("cp1252", "replace")
            project = olevba.VBA_Project(parser.ole_file, root, project_path, directory)
            project.parse_project_stream()
            read = [_module(name, text) for _, name, text in project.parse_modules()]
            found += read
            # A module that cannot be read is passed over without a word.
            trouble = _BROKEN if len(read) < project.modules_count else trouble
        except Exception:  # noqa: BLE001 - as above
            trouble = _BROKEN
    if found and not trouble:
        return tuple(found), stated, ""
    with contextlib.suppress(Exception):
        loose = [_module(name, text) for _, _, name, text in parser.extract_macros()]
        found = [*found, *(each for each in loose if each.name not in {m.name for m in found})]
    return tuple(found), stated, _BROKEN


def _module(name: str, text: str) -> ModuleText:
    stem, _, ending = name.rpartition(".")
    kind = _KINDS.get(ending.casefold(), "module")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if kind == "class" and _DOCUMENT.search(text):
        kind = "document"
    return ModuleText(stem or name, kind, text)


def _compiled(olevba: Any, data: bytes) -> tuple[tuple[tuple[str, str], ...], bool]:
    """The procedures that are there compiled, and whether they hold what the text does not."""
    with contextlib.suppress(Exception), tempfile.TemporaryDirectory() as folder:
        # What reads compiled code reads it from a file alone.
        path = Path(folder) / "vbaProject.bin"
        path.write_bytes(data)
        parser = olevba.VBA_Parser(str(path))
        try:
            shown = parser.extract_pcode()
            logging.disable(logging.CRITICAL)
            altered = bool(parser.detect_vba_stomping())
        finally:
            parser.close()
        return tuple(_named(shown)), altered
    return (), False


def _named(shown: str) -> Iterator[tuple[str, str]]:
    module = ""
    for line in shown.splitlines():
        if heading := _COMPILED_MODULE.match(line):
            module = heading[1]
        elif procedure := _COMPILED.match(line):
            yield module, procedure[1]


def suspicious_words(text: str) -> tuple[tuple[str, str], ...]:
    """Words of VBA text that harmful macros use too, each with what it may do."""
    with _quiet() as olevba:
        return tuple(dict(olevba.detect_suspicious(text)).items())
