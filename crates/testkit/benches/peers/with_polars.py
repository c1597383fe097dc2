"""polars, with checks as expressions: each is a mask over a column, so that nothing goes row by row in Python."""

import polars as pl

from convention import *

CONTROLLED = r"^[A-Z]+-(?:MA|SA)-"


def whole(regex):
    # Rust's regular expressions look neither ahead nor behind; what that is for stands beside it.
    return f"^(?:{re.sub(r'[(][?][=!][^)]*[)]', '', regex)})$"


def tables(file):
    """Of every sheet its header row, the columns, and the frame below it, all of it text."""
    for name, raw in pl.read_excel(file, sheet_id=0, engine="calamine", has_header=False, infer_schema_length=0,
                                   drop_empty_rows=False, drop_empty_cols=False, raise_if_empty=False).items():
        if raw.is_empty():
            continue
        at, meant = header(raw.head(60).rows())
        yield name, at, meant, raw


def accounts(name, at, meant, raw):
    columns = {}
    for position, key in meant.items():
        columns.setdefault(key, position)
    of = lambda key: raw.columns[columns[key]]
    frame = raw.select(
        pl.int_range(1, pl.len() + 1).alias("row"),
        *(pl.col(of(key)).fill_null("").alias(key) for key in columns),
    ).slice(at + 1)
    frame = frame.with_columns(pl.lit("").alias(key) for key in COLUMNS if key not in columns)
    named = pl.col("account_type").str.to_lowercase().str.replace_all(r"[\W_]+", "").replace_strict(KIND_NAMES, default=None)
    told = pl.lit(kind_of_sheet(name))
    by_id = pl.col("account_id").str.extract(r"(?i)^(.+)-L[0-9]*$").str.to_lowercase().str.replace_all(r"[\W_]+", "").replace_strict(KIND_NAMES, default=None)
    values = [key for key in columns if key not in ("account_id", "account_type", "comments")]
    return columns, frame.with_columns(pl.coalesce(named, told, by_id).alias("kind")).filter(
        pl.any_horizontal(pl.col([key for key in values if key != "safe"]).str.strip_chars() != "")
        & ~pl.col("account_id").str.to_lowercase().is_in(["voorbeeld", "example", "exemple"])
    )


def cells():
    """For each column whether its value is wrong by itself."""
    masks = {}
    for column in COLUMNS:
        value, trimmed = pl.col(column), pl.col(column).str.strip_chars()
        wrong = pl.lit(False)
        for kind, about in KINDS.items():
            here = pl.col("kind") == kind
            if column not in about["columns"]:
                if column not in ("account_type", "comments"):
                    wrong = wrong | (here & (trimmed != ""))
                continue
            if column in required(kind):
                wrong = wrong | (here & ((trimmed == "") | trimmed.str.to_lowercase().is_in(list(PLACEHOLDERS))))
            regex = pattern(kind, column)
            if regex:
                wrong = wrong | (here & (value != "") & ~value.str.contains(whole(regex)))
                if "?!" in regex:  # no address and no user is all digits
                    wrong = wrong | (here & value.str.contains(r"^[0-9.]+$"))
        if column not in ("comments", "context"):
            wrong = wrong | (value != trimmed)
        if column == "context":
            wrong = wrong | ((trimmed == "") & ~pl.col("platform").str.contains(r"^[A-Z]+-[A-Z]+-[LR]-"))
        if column == "account_type":
            wrong = wrong | pl.col("kind").is_null()
        masks[column] = wrong | value.str.contains(SECRET)
    return masks


def rows():
    """For each column whether it disagrees with others of its row, as far as those are right by themselves."""
    part = lambda column, number: pl.col(column).str.split("-").list.get(number, null_on_oob=True)
    fine = lambda *columns: ~pl.any_horizontal(pl.col(f"{column}?") for column in columns)
    technology, access, link, session = (part("platform", number) for number in (0, 1, 2, 5))
    safe, reconcile = pl.col("safe"), pl.col("safe").is_in(RECONCILE)
    lower = lambda column: pl.col(column).str.to_lowercase()
    fits = pl.any_horizontal((pl.col("kind") == kind) & technology.is_in(known) for kind, known in TECHNOLOGIES.items())
    contexts = lower("context").str.replace_all(r"\s*[;,\n]\s*", ";").str.strip_chars("; \r\n").str.split(";")
    stem = lower("safe").str.replace(r"-[a-z]+$", "") + "%"
    by_dn = lower("user_dn").str.contains("\\", literal=True)
    domain = pl.when(by_dn).then(lower("user_dn").str.extract(r"^([^\\.]+)")).otherwise(lower("user_dn").str.extract(r"dc=([^,]+)"))
    user = pl.when(by_dn).then(lower("user_dn").str.extract(r"\\(.*)$")).otherwise(lower("user_dn").str.extract(r"^cn=([^,]+)"))
    number = pl.coalesce(pl.when(pl.col("account_number") != "").then(pl.col("account_number")), pl.col("address").str.extract(r"^https://([0-9]{12})\."))
    in_arn = pl.col("arn").str.extract(r"iam::([0-9]{12}):")
    name = pl.when(pl.col("kind") == "AWS-CLI").then(pl.col("username")).otherwise(pl.col("iam_username"))
    both = fine("platform", "safe")
    return {
        "platform": fine("platform") & (
            ~fits | (session.is_not_null() & (session != technology.replace(SESSIONS))) | ((link == "R") & session.is_not_null())
            | ((access != "AO") & (link == "N") & session.is_null()) | ((link == "L") & ~technology.str.starts_with("UX"))
        ) | both & ((link == "R") == reconcile) & (safe.str.contains("-LOG-", literal=True) != (link == "L")),
        "safe": both & ((link == "R") != reconcile),
        "context": fine("context", "safe") & (pl.col("context") != "") & (
            ~contexts.list.eval(pl.element().str.split("%").list.first() + "%").list.unique().list.join("|").eq(stem)
            | (contexts.list.n_unique() < contexts.list.len())
        ) | both & reconcile & (link == "R") & (pl.col("context") != ""),
        "username": both & lower("username").is_in(BUILT_IN) & safe.str.contains("-(?:OPS|NPA)-") & ~reconcile,
        "user_dn": fine("user_dn", "username", "logon_to") & (pl.col("kind") == "AD")
        & ((domain != lower("logon_to").str.extract(r"^([^.]+)")) | (user != lower("username"))),
        "account_number": fine("arn", "account_number") & (pl.col("kind") == "AWS-Role") & (number != in_arn),
        "arn": fine("arn") & (((pl.col("kind") == "AWS-CLI") & (number != in_arn)) | ((name != "") & (name != pl.col("arn").str.extract(r"([^/]+)$")))),
    }


CELLS, ROWS = cells(), rows()


def check(file):
    found, frames, places, listed, teams = [], [], {}, None, {}
    names = []
    for name, at, meant, raw in tables(file):
        names.append(name)
        if at is None:
            first = [(text or "").strip() for text in raw.to_series(0)]
            if folded(name) == "safes":
                listed = (name, first)
            elif folded(name) == "teams" and raw.width > 1:
                teams = {team.lower() for team, why in zip(first, raw.to_series(1)) if why}
            elif folded(name) not in SHEETS:
                found.append((name, "A1"))
            secrets = raw.select(pl.all().str.contains(SECRET))
            found += [(name, f"{letters(column + 1)}{row + 1}") for column in range(raw.width) for row in secrets.to_series(column).arg_true()]
            continue
        columns, frame = accounts(name, at, meant, raw)
        for position, text in enumerate(raw.row(at)):
            if text is not None and (position not in meant or columns[meant[position]] != position and meant[position] != "comments"):
                found.append((name, f"{letters(position + 1)}{at + 1}"))
        if any(column not in columns for kind in frame["kind"].drop_nulls().unique() for column in KINDS[kind]["columns"] if column != "comments"):
            found.append((name, f"A{at + 1}"))
        if columns.get("account_id", 0) != 0:
            found.append((name, f"{letters(columns['account_id'] + 1)}{at + 1}"))
        places[name] = columns
        frames.append(frame.with_columns(pl.lit(name).alias("sheet")))
    if not frames:
        return [*found, (names[0], "A1")]

    everything = pl.concat(frames, how="diagonal").with_columns(mask.fill_null(False).alias(f"{column}?") for column, mask in CELLS.items())
    wrong = everything.with_columns((pl.col(f"{column}?") | mask.fill_null(False)).alias(f"{column}?") for column, mask in ROWS.items())
    marks = [(frame["sheet"], column, frame["row"]) for column in COLUMNS for frame in [wrong.filter(pl.col(f"{column}?"))]]

    # What is there twice, what each safe needs, links, teams and recordings.
    at = lambda frame, column: marks.append((frame["sheet"], column, frame["row"]))
    lower = everything.with_columns(pl.col(COLUMNS).str.strip_chars().str.to_lowercase())
    at(lower.filter((pl.col("account_id") != "") & ~pl.col("account_id").is_first_distinct()), "account_id")
    for kind, about in KINDS.items():
        keys = [column for column in about["identity"] if "." not in column]
        by = [*keys, pl.col("platform").str.split("-").list.first()] if len(keys) < len(about["identity"]) else keys
        same = lower.filter((pl.col("kind") == kind) & pl.all_horizontal(pl.col(keys) != ""))
        at(same.filter(~pl.struct(by).is_first_distinct()), keys[-1])
    targets = lower.filter(pl.col("kind").is_in(["AWS-CLI", "AWS-Console"]))["account_id"]
    at(lower.filter((pl.col("kind") == "AWS-Role") & (pl.col("use_logon") != "") & ~pl.col("use_logon").is_in(targets.implode())), "use_logon")
    right = everything.filter(~pl.col("safe?") & ~pl.col("safe").is_in(RECONCILE))
    said = lambda role: pl.col("context").str.to_lowercase().str.contains(f"%{role}", literal=True)
    controlled, normal = pl.col("platform").str.contains(CONTROLLED), pl.col("platform").str.contains(r"^[A-Z]+-[A-Z]+-N-")
    of_safe = lambda mask: mask.any().over("safe")
    first = lambda mask: mask & (mask.cum_sum().over("safe") == 1)
    at(right.filter(first(controlled) & ~(of_safe(said("validator")) & of_safe(said("auditor")))), "context")
    at(right.filter(first(said("validator")) & ~of_safe(controlled)), "context")
    at(right.filter(first(normal) & of_safe(pl.col("context") != "") & ~of_safe(said("user"))), "context")
    team = pl.col("safe").str.split("-").list.get(2, null_on_oob=True).str.to_lowercase()
    at(right.filter(pl.col("safe").is_first_distinct() & team.str.contains("[a-z]") & ~team.is_in(list(teams))), "safe")
    if listed:
        needed = {"R-" + safe for safe in right.filter(controlled)["safe"]}
        at(right.filter(first(controlled) & ~("R-" + pl.col("safe")).is_in(listed[1])), "safe")
        found += [(listed[0], f"A{row}") for row, safe in enumerate(listed[1], 1) if safe.startswith("R-") and safe not in needed]
    for sheets, column, numbers in marks:
        for sheet, row in zip(sheets, numbers):
            if column in places[sheet]:
                found.append((sheet, f"{letters(places[sheet][column] + 1)}{row}"))
    return found


if __name__ == "__main__":
    run(check)
