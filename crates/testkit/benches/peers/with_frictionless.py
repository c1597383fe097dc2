"""frictionless, with an equivalent schema: a table schema for each kind of account, and the checks that it brings.

It validates a table whose header it is told; which sheets hold accounts, and where, is found with openpyxl. What it says
of a row without naming a field is taken for a finding on that row."""

import warnings

from frictionless import Checklist, Detector, Dialect, Resource, Schema, checks, errors
from frictionless.formats import ExcelControl
from openpyxl import load_workbook

from convention import *

warnings.filterwarnings("ignore")


def field(kind, column, name):
    constraints = {}
    if column in required(kind):
        constraints["required"] = True
    regex = pattern(kind, column)
    if regex:
        constraints["pattern"] = regex
    if column == "account_id":
        constraints["unique"] = True
    return {"name": name, "type": "string", "constraints": constraints}


def anywhere(column, name):
    """A field of a sheet with all kinds: what holds for whatever kind."""
    constraints = {"pattern": PATTERNS[column]} if column in ("safe", "platform", "context", "access_key", "arn", "iam_username", "account_number", "logon_to", "user_dn") else {}
    if column in ("account_id", "safe", "platform"):
        constraints["required"] = True
    if column == "account_id":
        constraints["unique"] = True
    return {"name": name, "type": "string", "constraints": constraints}


def rows(names, kind):
    """What a formula can say of a row: its names are those of the header, so that only some headers can be spoken of."""
    of = {column: name for name, column in names.items() if name.isidentifier()}
    formulas = []
    if {"safe", "context"} <= set(of):
        formulas.append(f"not {of['safe']} or not {of['context']} or {of['safe']}[:-3] in {of['context']}")
    if {"platform", "context"} <= set(of):
        formulas.append(f"{of['context']} or '-L-' in ({of['platform']} or '') or '-R-' in ({of['platform']} or '')")
    if "platform" in of:
        platform = f"({of['platform']} or '')"
        formulas.append(f"not '-R-' in {platform} or not {platform}[-4:] in ('-RDP', '-SSH', '-WEB', '-PAC')")
        formulas.append(f"not ('-MA-N' in {platform} or '-SA-N' in {platform}) or {platform}[-4:] in ('-RDP', '-SSH', '-WEB', '-PAC')")
        if kind:
            known = " or ".join(f"{platform}[:{len(word) + 1}] == '{word}-'" for word in TECHNOLOGIES[kind])
            formulas.append(f"not {platform} or {known}")
            fitting = SESSIONS[TECHNOLOGIES[kind][0]]
            formulas.append(f"not {platform}[-4:] in ('-RDP', '-SSH', '-WEB', '-PAC') or {platform}[-4:] == '-{fitting}'")
    if {"platform", "safe"} <= set(of):
        safe, platform = f"({of['safe']} or '')", f"({of['platform']} or '')"
        formulas.append(f"('-R-' in {platform}) == ({safe} in ({RECONCILE[0]!r}, {RECONCILE[1]!r}))")
        formulas.append(f"('-L-' in {platform}) == ('-LOG-' in {safe})")
    if "username" in of and "user_dn" in of:
        formulas.append(f"not {of['user_dn']} or not {of['username']} or {of['username']} in {of['user_dn']}")
    return [checks.row_constraint(formula=formula) for formula in formulas]


def check(file):
    book = load_workbook(file, read_only=True, data_only=True)
    found, has_accounts = [], False
    sheets = []
    for sheet in book.worksheets:
        first = list(sheet.iter_rows(max_row=60, max_col=100, values_only=True))
        at, meant = header(first)
        sheets.append((sheet.title, at, meant, [str(text) if text is not None else None for text in first[at]] if at is not None else []))
    book.close()
    for name, at, meant, headers in sheets:
        if at is None:
            if folded(name) not in SHEETS:
                found.append((name, "A1"))
            continue
        has_accounts = True
        kind = kind_of_sheet(name)
        columns = {}
        for position, key in meant.items():
            columns.setdefault(key, position)
        for position, text in enumerate(headers):
            if text and (position not in meant or columns[meant[position]] != position and meant[position] != "comments"):
                found.append((name, f"{letters(position + 1)}{at + 1}"))
        if kind and any(column not in columns for column in KINDS[kind]["columns"] if column != "comments"):
            found.append((name, f"A{at + 1}"))
        names = {headers[position]: column for column, position in columns.items()}
        of = (lambda column, text: field(kind, column, text)) if kind else anywhere
        fields = [of(meant[position], text) if position in meant and columns[meant[position]] == position else {"name": text, "type": "string"}
                  for position, text in enumerate(headers) if text and text not in headers[:position]]
        identity = [headers[columns[column]] for column in KINDS[kind]["identity"] if column in columns] if kind else []
        schema = Schema.from_descriptor({"fields": fields, "missingValues": ["", *PLACEHOLDERS], **({"primaryKey": identity} if identity and "platform.technology" not in KINDS[kind]["identity"] else {})})
        resource = Resource(path=str(Path(file).resolve()).lstrip("/"), basepath="/", dialect=Dialect(header_rows=[at + 1], controls=[ExcelControl(sheet=name, stringified=True)]),
                            schema=schema, detector=Detector(schema_sync=True))
        report = resource.validate(Checklist(checks=rows(names, kind), skip_errors=["blank-row", "extra-cell", "missing-cell"]), limit_errors=10_000)
        for error in (error for task in report.tasks for error in task.errors):
            row = getattr(error, "row_number", None)
            if row is None:
                continue
            # A constraint of a row and the key of a table speak of a row.
            place = error.field_name if isinstance(error, errors.CellError) else None
            # An example row and rows that only have an ID are no accounts; it has no way to leave them out.
            cells = getattr(error, "cells", [])
            filled = {meant[position] for position, cell in enumerate(cells) if position in meant and cell not in (None, "")}
            if filled <= {"account_id", "account_type", "comments"} or folded(cells[columns.get("account_id", 0)]) in ("voorbeeld", "example", "exemple"):
                continue
            found.append((name, f"{letters(headers.index(place) + 1)}{row}") if place and place in headers else (name, str(row)))
    return found if has_accounts else [*found, (sheets[0][0], "A1")]


if __name__ == "__main__":
    run(check)
