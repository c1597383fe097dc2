"""openpyxl, with checks written by hand: cell by cell, as a script of a PAM team grows over the years."""

import re
from collections import Counter, defaultdict

from openpyxl import load_workbook

from convention import *

REGEX = {(kind, column): re.compile(pattern(kind, column)) for kind in KINDS for column in COLUMNS if pattern(kind, column)}


# A cell that somebody left at the end of the sheet must not make the table as large as the sheet.
BLANKS, LAST_COLUMN = 100, 100


def rows_of(sheet, first=1, last=None, values_only=True):
    blanks = 0
    for row in sheet.iter_rows(min_row=first, max_row=last or sheet.max_row, max_col=min(sheet.max_column, LAST_COLUMN), values_only=values_only):
        filled = any(cell is not None if values_only else cell.value is not None for cell in row)
        blanks = 0 if filled else blanks + 1
        if blanks > BLANKS:
            return
        yield row


def accounts(sheet):
    """The accounts of a sheet: for each the row, its kind, the values by column, and the cell of a column."""
    at, meant = header(rows_of(sheet, last=60))
    if at is None:
        return None
    columns = {}
    for position, key in meant.items():
        columns.setdefault(key, position)
    found = []
    for number, row in enumerate(rows_of(sheet, at + 2), at + 2):
        values = {key: "" if row[position] is None else str(row[position]) for key, position in columns.items()}
        if not any(values[key].strip() for key in values if key not in ("account_id", "account_type", "comments")):
            continue
        if folded(values.get("account_id", "")) in ("voorbeeld", "example", "exemple"):
            continue
        if not any(values.get(key, "").strip() for key in ("platform", "context", "address", "username", "iam_username")):
            continue  # a title or a total between accounts
        kind = KIND_NAMES.get(folded(values.get("account_type", ""))) or kind_of_sheet(sheet.title)
        kind = kind or next((kind for kind in KINDS if values.get("account_id", "").upper().startswith(kind.upper() + "-L")), None)
        found.append((number, kind, values))
    return at + 1, meant, columns, found


def check(file):
    book = load_workbook(file, data_only=True)
    found = []
    everything = []
    listed, teams = None, {}
    has_accounts = False
    for sheet in book.worksheets:
        table = accounts(sheet)
        if table is None:
            name = folded(sheet.title)
            rows = [row for row in rows_of(sheet) if any(cell is not None for cell in row)]
            if name == "safes":
                listed = {(str(row[0]).strip()): (number) for number, row in enumerate(rows_of(sheet), 1) if row and row[0]}
                listed_sheet = sheet.title
            elif name == "teams":
                teams = {str(row[0]).strip().lower(): row[1] for row in rows if len(row) > 1 and row[0]}
            elif name not in SHEETS and rows:
                found.append((sheet.title, "A1"))
            for row in rows_of(sheet, values_only=False):
                found += [(sheet.title, cell.coordinate) for cell in row if isinstance(cell.value, str) and re.search(SECRET, cell.value)]
            continue
        has_accounts = True
        top, meant, columns, rows = table
        spot = lambda row, column: (sheet.title, f"{letters(columns[column] + 1)}{row}")

        # The sheet: its headers, what is merged or hidden.
        for position, text in enumerate(next(rows_of(sheet, top, top))):
            if text is not None and position not in meant:
                found.append((sheet.title, f"{letters(position + 1)}{top}"))
        for position, key in meant.items():
            if columns[key] != position and key != "comments":
                found.append((sheet.title, f"{letters(position + 1)}{top}"))
        kinds = {kind for _, kind, _ in rows if kind}
        if any(column not in columns for kind in kinds for column in KINDS[kind]["columns"] if column != "comments"):
            found.append((sheet.title, f"A{top}"))
        if columns.get("account_id", 0) != 0:
            found.append((sheet.title, f"{letters(columns['account_id'] + 1)}{top}"))
        for area in sheet.merged_cells.ranges:
            if area.max_row > top and rows and area.min_row <= rows[-1][0]:
                found.append((sheet.title, f"{letters(area.min_col)}{area.min_row}"))
        hidden = [row for row, _, _ in rows if sheet.sheet_state != "visible" or sheet.row_dimensions[row].hidden]
        if hidden:
            found.append((sheet.title, f"A{hidden[0]}"))

        for row, kind, values in rows:
            get = lambda column: values.get(column, "").strip()
            everything.append((sheet.title, columns, row, kind, values))
            found += [(sheet.title, f"{letters(at + 1)}{row}") for key, at in columns.items() if re.search(SECRET, values[key])]
            if kind is None:
                if "account_type" in columns:
                    found.append(spot(row, "account_type"))
                continue
            wrong = set()
            say = lambda column: (wrong.add(column), found.append(spot(row, column))) if column in columns and column not in wrong else None

            # Cells.
            for column in required(kind):
                if not get(column) or get(column).lower() in PLACEHOLDERS:
                    say(column)
            platform = get("platform").split("-")
            link = platform[2] if len(platform) > 2 else ""
            if not get("context") and link not in ("L", "R"):
                say("context")
            for column in KINDS[kind]["columns"]:
                value, regex = values.get(column, ""), REGEX.get((kind, column))
                if value and regex and not regex.fullmatch(value):
                    say(column)
                if value != value.strip() and column not in ("comments", "context"):
                    say(column)
            for column in columns:
                if column not in KINDS[kind]["columns"] and column not in ("account_type", "comments") and get(column):
                    say(column)

            # The row.
            if "platform" not in wrong and REGEX[kind, "platform"].fullmatch(get("platform")):
                technology, access, link = platform[:3]
                session = platform[5] if len(platform) > 5 else None
                if technology not in TECHNOLOGIES[kind] or (session and session != SESSIONS[technology]):
                    say("platform")
                if (link == "R" and session) or (access != "AO" and link == "N" and not session):
                    say("platform")
                if link == "L" and not technology.startswith("UX"):
                    say("platform")
                if "safe" not in wrong:
                    safe = get("safe")
                    if (link == "R") != (safe in RECONCILE):
                        say("safe")
                    elif ("-LOG-" in safe) != (link == "L"):
                        say("platform")
                    if link == "R" and get("context") and safe in RECONCILE:
                        say("context")
                    if get("username").lower() in BUILT_IN and ("-OPS-" in safe or "-NPA-" in safe) and safe not in RECONCILE:
                        say("username")
            contexts = [part.strip() for part in re.split(r"[;,\n]", get("context")) if part.strip()]
            if "context" not in wrong and "safe" not in wrong:
                stem = get("safe").rpartition("-")[0].lower()
                if any(context.partition("%")[0].lower() != stem for context in contexts) or len(set(contexts)) < len(contexts):
                    say("context")
            if kind == "AD" and not wrong & {"user_dn", "username", "logon_to"}:
                dn, domain, user = get("user_dn").lower(), get("logon_to").lower(), get("username").lower()
                if "\\" in dn:
                    its_domain, its_user = dn.split("\\", 1)
                else:
                    parts = [part.partition("=") for part in dn.split(",")]
                    its_domain = ".".join(value for key, _, value in parts if key == "dc")
                    its_user = parts[0][2]
                if its_domain.split(".")[0] != domain.split(".")[0] or its_user != user:
                    say("user_dn")
            arn = get("arn").split(":")
            if len(arn) > 5 and "arn" not in wrong:
                number = re.match(r"https://([0-9]{12})\.", get("address"))
                number = get("account_number") or (number and number[1])
                if number and "account_number" not in wrong and number != arn[4]:
                    say("account_number" if "account_number" in columns and kind == "AWS-Role" else "arn")
                name = get("username") if kind == "AWS-CLI" else get("iam_username")
                if name and arn[5].rpartition("/")[2] != name:
                    say("arn")

    if not has_accounts and book.worksheets:
        found.append((book.worksheets[0].title, "A1"))
        return found

    # The workbook: what is there twice, what each safe needs, links, teams and recordings.
    def place(account, column):
        sheet, columns, row, _, _ = account
        return (sheet, f"{letters(columns[column] + 1)}{row}") if column in columns else (sheet, f"A{row}")

    ids, same = {}, set()
    for account in everything:
        _, _, _, kind, values = account
        get = lambda column: values.get(column, "").strip().lower()
        name = get("account_id")
        if name:
            if name in ids:
                found.append(place(account, "account_id"))
            ids.setdefault(name, kind)
        if kind is None:
            continue
        identity = KINDS[kind]["identity"]
        keys = tuple(get("platform").split("-")[0] if "." in column else get(column) for column in identity)
        if all(keys):
            if (kind, keys) in same:
                found.append(place(account, [column for column in identity if "." not in column][-1]))
            same.add((kind, keys))
    safes = defaultdict(list)
    for account in everything:
        safes[account[4].get("safe", "").strip()].append(account)
        link = account[4].get("use_logon", "").strip().lower()
        if link and account[3] == "AWS-Role" and ids.get(link) not in ("AWS-CLI", "AWS-Console"):
            found.append(place(account, "use_logon"))
    needed = set()
    for safe, members in safes.items():
        if not re.fullmatch(PATTERNS["safe"], safe) or safe in RECONCILE:
            continue
        controlled = [account for account in members if re.match(r"[A-Z]+-(MA|SA)-", account[4].get("platform", ""))]
        normal = [account for account in members if re.match(r"[A-Z]+-[A-Z]+-N-", account[4].get("platform", ""))]
        roles = Counter(role.lower() for account in members for role in re.findall(r"%(\w+)", account[4].get("context", "")))
        if controlled:
            needed.add("R-" + safe)
            if not roles["validator"] or not roles["auditor"]:
                found.append(place(controlled[0], "context"))
        elif roles["validator"]:
            found += [place(next(account for account in members if "%validator" in account[4]["context"]), "context")]
        if normal and roles and not roles["user"]:
            found.append(place(normal[0], "context"))
        team = safe.split("-")[2]
        if not team.isdigit() and not teams.get(team.lower()):
            found.append(place(members[0], "safe"))
        if listed and controlled and "R-" + safe not in listed:
            found.append(place(controlled[0], "safe"))
    for safe, row in (listed or {}).items():
        if safe.startswith("R-") and safe not in needed:
            found.append((listed_sheet, f"A{row}"))
    return found


if __name__ == "__main__":
    run(check)
