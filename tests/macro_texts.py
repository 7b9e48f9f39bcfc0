"""The VBA of macros as staff keep them, by the door that takes their place; none is ever run."""

__all__ = ["MACROS"]

# What staff's macros of these names look like; each under a usual name of its door.
MACROS = {
    "highlight_overdue": """
Sub HighlightOverdue()
    Dim r As Long
    For r = 2 To Cells(Rows.Count, "I").End(xlUp).Row
        If Cells(r, "I").Value < Date Then Rows(r).Interior.Color = vbRed
    Next r
End Sub""",
    "highlight_unassigned": """
Sub HighlightUnassigned()
    Dim c As Range
    For Each c In Range("F2:F200")
        If c.Value = "" Then c.Interior.ColorIndex = 6
    Next c
End Sub""",
    "clear_highlights": """
Sub ClearHighlights()
    Sheets("Actions").Cells.Interior.ColorIndex = xlNone
End Sub""",
    "tidy_dates": """
Sub TidyDates()
    Dim c As Range
    For Each c In Range("I2:I200")
        If IsDate(c.Value) Then c.Value = CDate(c.Value)
    Next c
End Sub""",
    "tidy_text": """
Sub TidyText()
    Dim c As Range
    For Each c In ActiveSheet.UsedRange
        c.Value = Application.WorksheetFunction.Trim(c.Value)
    Next c
End Sub""",
    "fill_down_leads": """
Sub FillDownLeads()
    Range("F2:F200").SpecialCells(xlCellTypeBlanks).FormulaR1C1 = "=R[-1]C"
End Sub""",
    "export_pdf": """
Sub ExportPDF()
    ActiveSheet.ExportAsFixedFormat Type:=xlTypePDF, Filename:="Appendix.pdf"
End Sub""",
    "archive_copy": """
Sub ArchiveCopy()
    ActiveWorkbook.SaveCopyAs ThisWorkbook.Path & "\\Archive " & Format(Date, "yyyymmdd") & ".xlsm"
End Sub""",
    "email_leads": """
Sub EmailLeads()
    Dim App As Object, Mail As Object
    Set App = CreateObject("Outlook.Application")
    Set Mail = App.CreateItem(0)
    Mail.To = "leads@council.example"
    Mail.Send
End Sub""",
    "check_plan": """
Sub CheckPlan()
    Dim r As Long, n As Long
    Sheets.Add
    ActiveSheet.Name = "Errors"
    For r = 5 To Sheets("Actions").Cells(Rows.Count, "A").End(xlUp).Row
        If Sheets("Actions").Cells(r, "C").Value = "" Then
            n = n + 1
            Sheets("Errors").Cells(n, 1).Value = "No lead in row " & r
        End If
    Next r
    MsgBox n & " problems"
End Sub""",
    "roll_forward": """
Sub RollForward()
    Sheets("Actions").Range("J5:J200").Copy Sheets("Actions").Range("S5")
    Sheets("Actions").Range("J5:J200").ClearContents
End Sub""",
    "build_appendix": """
Sub BuildAppendix()
    Sheets("Actions").Range("A4:K200").Copy
    Workbooks.Add
    ActiveSheet.Paste
End Sub""",
    "sort_by_lead": """
Sub SortByLead()
    Range("A4:AB200").Sort Key1:=Range("C4"), Order1:=xlAscending, Header:=xlYes
End Sub""",
    "sort_by_due": """
Sub SortByDue()
    Range("A4:AB200").Sort Key1:=Range("E4"), Order1:=xlAscending, Header:=xlYes
End Sub""",
    "number_actions": """
Sub NumberActions()
    Dim r As Long
    For r = 5 To Cells(Rows.Count, "B").End(xlUp).Row
        Cells(r, "A").Value = r - 4
    Next r
End Sub""",
    "refresh_lists": """
Sub RefreshLists()
    With Sheets("Actions").Range("C5:C200").Validation
        .Delete
        .Add Type:=xlValidateList, Formula1:="=People!$A$5:$A$9"
    End With
End Sub""",
    "guard_columns": """
Sub ProtectPlan()
    Cells.Locked = False
    Range("G:H").Locked = True
    ActiveSheet.Protect Password:="plan"
End Sub""",
    "set_print_area": """
Sub SetPrintArea()
    With ActiveSheet.PageSetup
        .PrintArea = "$A$4:$K$" & Cells(Rows.Count, "A").End(xlUp).Row
        .Orientation = xlLandscape
    End With
End Sub""",
    "update_summary": """
Sub UpdateSummary()
    Dim said As Range
    Set said = Sheets("Actions").Range("I:I")
    With Sheets("Summary")
        .Range("B1").Value = Application.WorksheetFunction.CountIf(said, "Complete")
        .Range("B2").Value = Application.WorksheetFunction.CountIf(said, "In progress")
    End With
End Sub""",
}
