"""pandas and pandera: a schema for each kind of account, and one for what holds between accounts."""

import warnings

import pandas as pd
import pandera.pandas as pa

from convention import *

warnings.filterwarnings("ignore")


def tables(file):
    # The quickest engine there is; nothing is taken for missing that is a word.
    book = pd.read_excel(file, sheet_name=None, header=None, dtype=str, engine="calamine", keep_default_na=False)
    for name, raw in book.items():
        if not raw.empty:
            at, meant = header((text or None for text in row) for row in raw.head(60).itertuples(index=False))
            yield name, at, meant, raw


def part(values, number):
    return values.str.split("-").str.get(number).fillna("")


def said(frame, role):
    return frame["context"].str.lower().str.contains(f"%{role}", regex=False)


def controlled(frame):
    return frame["platform"].str.match(r"[A-Z]+-(?:MA|SA)-")


# Between the values of a row: the name of each check begins with the column that it speaks of. Values that are wrong by
# themselves are let through.
def fits_kind(frame):
    known = [technology in TECHNOLOGIES[kind] for technology, kind in zip(part(frame["platform"], 0), frame["kind"])]
    return pd.Series(known, frame.index) | ~right(frame, "platform")


def session_fits(frame):
    platform = frame["platform"]
    technology, access, link, session = (part(platform, number) for number in (0, 1, 2, 5))
    wrong = (session != "") & (session != technology.map(SESSIONS)) | (link == "R") & (session != "")
    wrong |= (access != "AO") & (link == "N") & (session == "") | (link == "L") & ~technology.str.startswith("UX")
    return ~wrong | ~right(frame, "platform")


def right(frame, *columns):
    fine = pd.Series(True, frame.index)
    for column in columns:
        for kind in frame["kind"].unique():
            regex = pattern(kind, column)
            if regex:
                here = frame["kind"] == kind
                fine[here] &= frame.loc[here, column].str.fullmatch(regex)
    return fine


def context_of_safe(frame):
    stem = frame["safe"].str.rpartition("-")[0].str.lower()
    parts = frame["context"].str.lower().str.strip("; \r\n").str.split(r"\s*[;,\n]\s*", regex=True)
    same = [len(set(cell)) == len(cell) and {text.partition("%")[0] for text in cell} == {own} for cell, own in zip(parts, stem)]
    return pd.Series(same, frame.index) | (frame["context"] == "") | ~right(frame, "safe", "context")


def reconcile_safe(frame):
    return ((part(frame["platform"], 2) == "R") == frame["safe"].isin(RECONCILE)) | ~right(frame, "safe", "platform")


def logon_safe(frame):
    link = part(frame["platform"], 2)
    return (frame["safe"].str.contains("-LOG-") == (link == "L")) | (link == "R") | ~right(frame, "safe", "platform")


def reconcile_context(frame):
    return ~((part(frame["platform"], 2) == "R") & frame["safe"].isin(RECONCILE) & (frame["context"] != ""))


def built_in(frame):
    there = frame["username"].str.lower().isin(BUILT_IN) & frame["safe"].str.contains("-(?:OPS|NPA)-")
    return ~there | frame["safe"].isin(RECONCILE) | ~right(frame, "safe")


def context_given(frame):
    return (frame["context"].str.strip() != "") | part(frame["platform"], 2).isin(["L", "R"])


def dn_fits(frame):
    dn = frame["user_dn"].str.lower()
    domain = dn.str.extract(r"^([^\\.=]+)[^\\=]*\\")[0].fillna(dn.str.extract(r"dc=([^,]+)")[0])
    user = dn.str.extract(r"\\(.*)$")[0].fillna(dn.str.extract(r"^cn=([^,]+)")[0])
    fits = (domain == frame["logon_to"].str.lower().str.partition(".")[0]) & (user == frame["username"].str.lower())
    return fits | ~right(frame, "user_dn", "username", "logon_to")


def arn_fits(frame):
    in_arn, name = frame["arn"].str.extract(r"iam::([0-9]{12}):")[0], frame["arn"].str.rpartition("/")[2]
    number = frame["address"].str.extract(r"^https://([0-9]{12})\.")[0]
    own = frame["username"].where(frame["kind"] == "AWS-CLI", frame["iam_username"])
    return ((number.isna() | (number == in_arn)) & ((own == "") | (own == name))) | ~right(frame, "arn")


def number_fits(frame):
    return (frame["account_number"] == frame["arn"].str.extract(r"iam::([0-9]{12}):")[0]) | ~right(frame, "arn", "account_number")


ROWS = {
    "platform of its kind": fits_kind, "platform and its session": session_fits, "platform in a logon safe": logon_safe,
    "context of its safe": context_of_safe, "context is given": context_given, "context of reconcile": reconcile_context,
    "safe of reconcile": reconcile_safe, "username built in": built_in,
}
OF_KIND_ROWS = {"AD": {"user_dn fits": dn_fits}, "AWS-CLI": {"arn fits": arn_fits},
                "AWS-Role": {"arn fits": arn_fits, "account_number fits": number_fits}}


def schema(kind):
    """Of each column of a kind what its values look like, and of each row what agrees."""
    columns = {}
    for column in COLUMNS:
        if column not in KINDS[kind]["columns"]:
            checks = [] if column in ("account_type", "comments") else [pa.Check.isin([""])]
        else:
            regex = pattern(kind, column)
            may_lack = column not in required(kind)
            checks = [pa.Check.str_matches(f"^(?:{regex}){'?' if may_lack else ''}$" if may_lack else f"^(?:{regex})$")] if regex else []
            if not may_lack:
                checks += [pa.Check.str_matches(r"\S"), pa.Check(lambda values: ~values.str.lower().isin(PLACEHOLDERS))]
        if column not in ("comments", "context"):
            checks.append(pa.Check(lambda values: values == values.str.strip()))
        checks.append(pa.Check(lambda values: ~values.str.contains(SECRET)))
        columns[column] = pa.Column(str, checks)
    rows = {**ROWS, **OF_KIND_ROWS.get(kind, {})}
    return pa.DataFrameSchema(columns, checks=[pa.Check(check, name=name) for name, check in rows.items()])


def first_of(frame, mask):
    return mask & (mask.groupby(frame["safe"]).cumsum() == 1)


def of_safe(frame, mask):
    return mask.groupby(frame["safe"]).transform("any")


def ordinary(frame):
    return frame["safe"].str.fullmatch(PATTERNS["safe"]) & ~frame["safe"].isin(RECONCILE)


def watched(frame):
    whole = of_safe(frame, said(frame, "validator")) & of_safe(frame, said(frame, "auditor"))
    return ~(ordinary(frame) & first_of(frame, controlled(frame)) & ~whole)


def watched_in_vain(frame):
    return ~(ordinary(frame) & first_of(frame, said(frame, "validator")) & ~of_safe(frame, controlled(frame)))


def used(frame):
    normal = frame["platform"].str.match(r"[A-Z]+-[A-Z]+-N-")
    return ~(ordinary(frame) & first_of(frame, normal) & of_safe(frame, frame["context"] != "") & ~of_safe(frame, said(frame, "user")))


def linked(frame):
    targets = frame.loc[frame["kind"].isin(["AWS-CLI", "AWS-Console"]), "account_id"].str.lower()
    return frame["use_logon"].str.strip().str.lower().isin(targets) | (frame["kind"] != "AWS-Role") | (frame["use_logon"] == "")


def once(kind):
    identity = KINDS[kind]["identity"]
    keys = [column for column in identity if "." not in column]

    def check(frame):
        lower = frame[keys].apply(lambda values: values.str.strip().str.lower())
        if len(keys) < len(identity):
            lower["technology"] = part(frame["platform"], 0)
        here = (frame["kind"] == kind) & (lower[keys] != "").all(axis=1)
        return ~lower.assign(here=here, alone=(~here).cumsum().where(~here, 0)).duplicated() | ~here

    return f"{keys[-1]} once", check


def id_once(frame):
    return ~frame["account_id"].str.strip().str.lower().duplicated() | (frame["account_id"] == "")


SCHEMAS = {kind: schema(kind) for kind in KINDS}
TOGETHER = {"account_id once": id_once, "context watched": watched, "context watched in vain": watched_in_vain,
            "context used": used, "use_logon linked": linked}


def failures(schema, frame):
    """Column and index of whatever does not hold."""
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        for _, case in errors.failure_cases.iterrows():
            if case["index"] is not None and not pd.isna(case["index"]):
                column = str(case["column"])
                yield (str(case["check"]).split(" ")[0] if case["schema_context"] == "DataFrameSchema" else column), case["index"]


def check(file):
    found, frames, places, names, listed, teams = [], [], {}, [], None, set()
    for name, at, meant, raw in tables(file):
        names.append(name)
        if at is None:
            first = raw[0].str.strip()
            if folded(name) == "safes":
                listed = (name, first)
            elif folded(name) == "teams" and raw.shape[1] > 1:
                teams = {team.lower() for team, why in zip(first, raw[1]) if why}
            elif folded(name) not in SHEETS:
                found.append((name, "A1"))
            for column in raw:
                found += [(name, f"{letters(column + 1)}{row + 1}") for row in raw.index[raw[column].str.contains(SECRET)]]
            continue
        columns = {}
        for position, key in meant.items():
            columns.setdefault(key, position)
        places[name] = columns
        for position, text in raw.loc[at].items():
            if text and (position not in meant or columns[meant[position]] != position and meant[position] != "comments"):
                found.append((name, f"{letters(position + 1)}{at + 1}"))
        if columns.get("account_id", 0) != 0:
            found.append((name, f"{letters(columns['account_id'] + 1)}{at + 1}"))
        frame = raw.loc[at + 1:, list(columns.values())].set_axis(list(columns), axis=1).reindex(columns=COLUMNS, fill_value="")
        kinds = frame["account_type"].map(lambda text: KIND_NAMES.get(folded(text)))
        kinds = kinds.fillna(kind_of_sheet(name) or frame["account_id"].str.extract(r"(?i)^(.+)-L[0-9]*$")[0].map(lambda text: KIND_NAMES.get(folded(text))))
        filled = (frame[["platform", "context", "address", "username", "iam_username"]].apply(lambda values: values.str.strip()) != "").any(axis=1)
        example = frame["account_id"].str.lower().isin(["voorbeeld", "example", "exemple"])
        frame = frame.assign(kind=kinds, sheet=name, row=frame.index + 1)[filled & ~example]
        if any(column not in columns for kind in frame["kind"].dropna().unique() for column in KINDS[kind]["columns"] if column != "comments"):
            found.append((name, f"A{at + 1}"))
        frames.append(frame)
    if not frames:
        return [*found, (names[0], "A1")]

    everything = pd.concat(frames, ignore_index=True)
    told = [("account_type", index) for index in everything.index[everything["kind"].isna()]]
    known = everything[everything["kind"].notna()]
    for kind, frame in known.groupby("kind"):
        told += failures(SCHEMAS[kind], frame)
    together = {**TOGETHER, **{f"{name} of {kind}": check for kind in KINDS for name, check in [once(kind)]}}
    together["safe explained"] = lambda frame: ~(
        ordinary(frame) & ~frame["safe"].duplicated() & part(frame["safe"], 2).str.contains("[A-Za-z]") & ~part(frame["safe"], 2).str.lower().isin(teams))
    if listed:
        together["safe recorded"] = lambda frame: ~(
            ordinary(frame) & first_of(frame, controlled(frame)) & ~("R-" + frame["safe"]).isin(listed[1]))
        needed = set("R-" + known.loc[controlled(known), "safe"])
        found += [(listed[0], f"A{row}") for row, safe in enumerate(listed[1], 1) if safe.startswith("R-") and safe not in needed]
    told += failures(pa.DataFrameSchema(checks=[pa.Check(check, name=name) for name, check in together.items()]), known)
    for column, index in told:
        sheet, row = everything.at[index, "sheet"], everything.at[index, "row"]
        if column in places[sheet]:
            found.append((sheet, f"{letters(places[sheet][column] + 1)}{row}"))
    return found


if __name__ == "__main__":
    run(check)
