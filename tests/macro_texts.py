"""
The VBA of macros as staff keep them, by the door that takes their place.

Written for these tests, in the manner of such macros: a loop down the rows, the columns by their
letters, and the small mistakes that they all have. Tests alone run them, in LibreOffice, on a plan
made for it (`macro_runs`): the tool never does.
"""

__all__ = ["MACROS"]

# Each under a usual name of its door.
MACROS = {
    "highlight_overdue": """
Sub HighlightOverdue()
    Dim r As Long
    Sheets("Actions").Activate
    For r = 5 To Cells(Rows.Count, "A").End(xlUp).Row
        If Cells(r, "E").Value < Date And Cells(r, "I").Value <> "Complete" Then
            Rows(r).Interior.Color = vbRed
        End If
    Next r
End Sub""",
    "highlight_unassigned": """
Sub HighlightUnassigned()
    Dim c As Range
    For Each c In Sheets("Actions").Range("C5:C10")
        If c.Value = "" Then c.Interior.ColorIndex = 6
    Next c
End Sub""",
    "clear_highlights": """
Sub ClearHighlights()
    Sheets("Actions").UsedRange.Interior.ColorIndex = xlNone
End Sub""",
    "tidy_dates": """
Sub TidyDates()
    Dim c As Range
    For Each c In Sheets("Actions").Range("K5:K10")
        If IsDate(c.Value) Then c.Value = CDate(c.Value)
    Next c
End Sub""",
    "tidy_text": """
Sub TidyText()
    Dim c As Range
    For Each c In Sheets("Actions").UsedRange
        If c.Value <> "" Then c.Value = Application.WorksheetFunction.Trim(c.Value)
    Next c
End Sub""",
    "fill_down_leads": """
Sub FillDownLeads()
    Dim c As Range
    For Each c In Sheets("Actions").Range("C6:C10")
        If c.Value = "" Or LCase(c.Value) = "as above" Then c.Value = c.Offset(-1, 0).Value
    Next c
End Sub""",
    "export_pdf": """
Sub ExportPDF()
    ActiveSheet.ExportAsFixedFormat Type:=xlTypePDF, _
        Filename:=ActiveWorkbook.Path & "/Appendix.pdf"
End Sub""",
    "archive_copy": """
Sub ArchiveCopy()
    ActiveWorkbook.SaveCopyAs ActiveWorkbook.Path & "/Archive " & Format(Date, "yyyymmdd") & ".xlsm"
End Sub""",
    "email_leads": """
Sub EmailLeads()
    Dim App As Object, Mail As Object, r As Long
    Set App = CreateObject("Outlook.Application")
    For r = 5 To Cells(Rows.Count, "A").End(xlUp).Row
        Set Mail = App.CreateItem(0)
        Mail.To = Cells(r, "C").Value
        Mail.Subject = "Your action " & Cells(r, "A").Value
        Mail.Send
    Next r
End Sub""",
    "check_plan": """
Sub CheckPlan()
    Dim r As Long, n As Long
    Worksheets.Add After:=Worksheets(Worksheets.Count)
    ActiveSheet.Name = "Errors"
    For r = 5 To Sheets("Actions").Cells(Rows.Count, "A").End(xlUp).Row
        If Sheets("Actions").Cells(r, "C").Value = "" Then
            n = n + 1
            Sheets("Errors").Cells(n, 1).Value = "No lead in row " & r
        End If
    Next r
End Sub""",
    "roll_forward": """
Sub RollForward()
    With Sheets("Actions")
        .Range("J5:J10").Copy .Range("S5")
        .Range("J5:J10").ClearContents
    End With
End Sub""",
    "build_appendix": """
Sub BuildAppendix()
    Dim place As String
    place = ActiveWorkbook.Path
    Sheets("Actions").Copy
    ActiveWorkbook.SaveAs place & "/Appendix.xlsx"
    ActiveWorkbook.Close
End Sub""",
    "sort_by_lead": """
Sub SortByLead()
    With Sheets("Actions")
        .Range("A5:AB10").Sort Key1:=.Range("C5"), Order1:=xlAscending, Header:=xlNo
    End With
End Sub""",
    "sort_by_due": """
Sub SortByDue()
    With Sheets("Actions")
        .Range("A5:AB10").Sort Key1:=.Range("E5"), Order1:=xlAscending, Header:=xlNo
    End With
End Sub""",
    "number_actions": """
Sub NumberActions()
    Dim r As Long
    Sheets("Actions").Activate
    For r = 5 To Cells(Rows.Count, "B").End(xlUp).Row
        Cells(r, "A").Value = r - 4
    Next r
End Sub""",
    "refresh_lists": """
Sub RefreshLists()
    With Sheets("Actions").Range("C5:C10").Validation
        .Delete
        .Add Type:=xlValidateList, AlertStyle:=xlValidAlertStop, Formula1:="=People!$A$5:$A$6"
    End With
End Sub""",
    "guard_columns": """
Sub ProtectPlan()
    Sheets("Actions").Cells.Locked = False
    Sheets("Actions").Range("G:H").Locked = True
    Sheets("Actions").Protect Password:="plan"
End Sub""",
    "set_print_area": """
Sub SetPrintArea()
    Sheets("Actions").Activate
    With ActiveSheet.PageSetup
        .PrintArea = "$A$4:$K$" & Cells(Rows.Count, "A").End(xlUp).Row
        .Orientation = xlPortrait
    End With
End Sub""",
    "update_summary": """
Sub UpdateSummary()
    Dim said As Range
    Set said = Sheets("Actions").Range("I5:I10")
    Worksheets.Add After:=Worksheets(Worksheets.Count)
    ActiveSheet.Name = "Totals"
    Range("A1").Value = "Complete"
    Range("B1").Value = Application.WorksheetFunction.CountIf(said, "Complete")
    Range("A2").Value = "In progress"
    Range("B2").Value = Application.WorksheetFunction.CountIf(said, "In progress")
End Sub""",
}
