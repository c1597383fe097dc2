"""Holds what the reader has of workbooks beside what other programs read.

    cargo build --example cells -p pamlint-reader
    python crates/reader/examples/compare.py target/debug/examples/cells FILE...

.xlsx and .xlsm are read with openpyxl, .xls with xlrd; with --converted FOLDER the file of the same name there stands for
another one, as LibreOffice made it (soffice --convert-to xlsx). Prints each difference, and at the end how many values
are equal.
"""

import collections
import datetime
import os
import re
import subprocess
import sys
import warnings

ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
PLAIN = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


def unescaped(text):
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else PLAIN.get(found[2], found[2]), text)


def ours(program, path):
    """The cells as the reader has them, by sheet and place; a text where it refuses the file."""
    run = subprocess.run([program, path], capture_output=True, timeout=120)
    if run.returncode:
        return "crashed"
    cells = {}
    for line in run.stdout.decode().splitlines():
        _, sheet, place, sort, number, text = line.split("\t")
        if sort == "X":
            return text
        cells[unescaped(sheet), place] = (sort, float(number) if number else None, unescaped(text))
    return cells


def theirs(path):
    """The cells as another program has them: whether it is an error, and the value."""
    cells = {}
    if path.lower().endswith(".xls"):
        import xlrd
        from openpyxl.utils import get_column_letter

        book = xlrd.open_workbook(path, logfile=open(os.devnull, "w"))
        for sheet in book.sheets():
            for row in range(sheet.nrows):
                for column in range(sheet.row_len(row)):
                    sort, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
                    if sort in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                        continue
                    if sort == xlrd.XL_CELL_DATE and book.datemode == 1:
                        value += 1462
                    value = bool(value) if sort == xlrd.XL_CELL_BOOLEAN else value
                    cells[sheet.name, f"{get_column_letter(column + 1)}{row + 1}"] = (sort == xlrd.XL_CELL_ERROR, value)
    else:
        import openpyxl

        for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
            for cell in sheet._cells.values():
                if cell.value is not None:
                    cells[sheet.title, cell.coordinate] = (cell.data_type == "e", cell.value)
    return cells


def is_same(mine, other):
    (sort, number, text), (is_error, value) = mine, other
    if is_error:
        return sort == "E"
    if isinstance(value, bool):
        return number == float(value) or text.upper() == str(value).upper()
    if isinstance(value, (int, float)):
        return text == str(value) if number is None else abs(number - value) <= 1e-9 * max(1, abs(value))
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)):
        return number is not None
    line = lambda text: text.replace("_x000D_", "\r").replace("\r\n", "\n").strip()
    return line(text) == line(value)


def main(program, paths, converted):
    counts = collections.Counter()
    warnings.simplefilter("ignore")
    for path in paths:
        other = os.path.join(converted, os.path.basename(path) + ".xlsx") if converted else path
        mine = ours(program, path)
        try:
            they = theirs(other)
        except Exception as error:  # whatever another program stumbles over
            counts["read by us only" if isinstance(mine, dict) else "read by nobody"] += 1
            continue
        if not isinstance(mine, dict):
            counts["read by others only"] += 1
            print(f"{path}: {mine}, others read {len(they)} cells")
            continue
        for key in sorted(mine.keys() | they.keys()):
            one, another = mine.get(key), they.get(key)
            # Nothing to see, and a formula whose value was never saved.
            is_blank = one and not another and one[1] is None and not one[2].strip()
            if is_blank or (not one and isinstance(another[1], str) and not another[1].strip()):
                continue
            if one and another and is_same(one, another):
                counts["equal"] += 1
            else:
                counts["different"] += 1
                print(f"{path}: {key[0]}!{key[1]}: {one} here, {another} there")
    print(dict(counts))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    folder = None
    if "--converted" in arguments:
        at = arguments.index("--converted")
        folder = arguments[at + 1]
        del arguments[at : at + 2]
    main(arguments[0], arguments[1:], folder)
