"""Checks of a workbook against the plan it was made of, and of its numbers against each other."""

from actionbook.errors import ActionbookError
from actionbook.ooxml.source import fingerprint
from actionbook.publication.catalogue import Hit, Hits, Subject, looks_for
from actionbook.publication.secrets import phrases, whole

__all__ = ["changed_plan", "ref_not_public", "text_that_runs", "words_not_public"]

_REMAKE = "Make the appendix anew with 'actionbook appendix', and find out how it got in."


@looks_for("PUB401", since="0.1", needs_plan=True)
def words_not_public(subject: Subject) -> Hits:
    """
    Five words or more of a row that is not Public and that no public row shares, anywhere.

    Why: an exempt action that is read in one shared string is published.
    Example: the file's title holds words of an action marked Exempt para 3.
    Instead: only rows whose Publication is Public.
    """
    if subject.plan is None:
        return
    secrets, told = subject.secrets, set[str]()
    if not secrets.phrases:
        return

    def kept(text: str) -> str:
        words = phrases(text) if text not in secrets.known else iter(())
        return next((phrase for phrase in words if phrase in secrets.phrases), "")

    for (where, _, _), phrase in subject.file.judged(kept):
        if where not in told:
            told.add(where)
            ref = secrets.phrases[phrase]
            yield Hit(where, f"holds words of {ref}, which is not Public: '{phrase}'.", _REMAKE)


@looks_for("PUB402", since="0.1", needs_plan=True)
def ref_not_public(subject: Subject) -> Hits:
    """
    A cell that holds nothing but the ref of a row that is not Public.

    Why: that there is such an action can be what must not be known.
    Example: 7c in the table of overdue actions, where 7c is Confidential.
    Instead: only rows whose Publication is Public.
    """
    if subject.plan is None:
        return
    refs = subject.secrets.refs
    if not refs:
        return
    for (where, text, is_whole), _ in subject.file.judged(lambda text: whole(text) in refs):
        if is_whole:
            yield Hit(where, f"holds the ref {text.strip()}, which is not Public.", _REMAKE)


@looks_for("PUB403", since="0.1")
def text_that_runs(subject: Subject) -> Hits:
    """
    Words that a spreadsheet would run: not kept as text, or behind a link that runs a program.

    Why: what begins with = + - or @ is a formula wherever it is not kept as text.
    Example: a cell of numbers that holds =HYPERLINK(...), a link to javascript: or to cmd.
    Instead: the same words as text, which read back as they were typed.
    """
    for sheet in subject.file.sheets:
        for cell in sheet.run:
            yield Hit(sheet.at(cell), "holds words that are not kept as text.", "Type them again.")
    for name in subject.file.package.names:
        for pointer in subject.file.package.relationships(name):
            scheme = pointer.target.partition(":")[0].strip().lower()
            if pointer.is_external and scheme in _RUNS:
                yield Hit(name, f"has a link that runs something ({scheme}:).", "Delete it.")


_RUNS = frozenset(
    {"javascript", "vbscript", "data", "cmd", "ms-excel", "ms-word", "shell", "ms-msdt"}
)


@looks_for("PUB405", since="0.1", needs_plan=True)
def changed_plan(subject: Subject) -> Hits:
    """
    The plan was changed after it was read, while the appendix was made of it.

    Why: the appendix would show what the plan no longer says.
    Example: a colleague saved the plan meanwhile, and marked an action Exempt.
    Instead: the appendix made once more.
    """
    plan = subject.plan
    if plan is None or plan.path is None or not plan.fingerprint:
        return
    try:
        now = fingerprint(plan.path)
    except ActionbookError:
        now = ""
    if now != plan.fingerprint:
        yield Hit(plan.name, "was changed while the appendix was made of it.", "Run it again.")
