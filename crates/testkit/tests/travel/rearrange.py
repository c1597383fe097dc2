"""Rearranges the rows of the sheets of accounts of a copy, and corrects cells: rearrange.py IN OUT HOW [CELL=VALUE]..."""

import sys

import openpyxl

source, target, how, *edits = sys.argv[1:]
book = openpyxl.load_workbook(source)
for sheet in book.worksheets:
    head = next((n for n in range(1, 20) if sheet.cell(n, 1).value == "Account ID"), None)
    if head is None:
        continue
    width = sheet.max_column
    rows = [[sheet.cell(n, c).value for c in range(1, width + 1)] for n in range(head + 1, sheet.max_row + 1)]
    count = len(rows)
    if how == "turn":
        rows.reverse()
    elif how == "delete":
        rows = rows[1:]
    elif how == "insert":
        rows.insert(1, ["NEW-L1"] + [None] * (width - 1))
    for n in range(max(count, len(rows))):
        for c in range(width):
            sheet.cell(head + 1 + n, c + 1).value = rows[n][c] if n < len(rows) else None
for edit in edits:
    spot, value = edit.split("=", 1)
    name, column, row = spot.split("!")
    sheet = book[name]
    if not row.isdigit():
        row = next(n for n in range(1, sheet.max_row + 1) if sheet.cell(n, 1).value == row)
    sheet[f"{column}{row}"].value = value or None
book.save(target)
