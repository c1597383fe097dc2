"""What every peer is told of the convention: the lists of its file, and the patterns somebody would write from the handbook.

A peer is generously treated: headers in three languages, kinds and columns come from the convention file, and what a
value may look like is one regular expression for each column of each kind."""

import json
import re
import sys
import tomllib
from pathlib import Path

FILE = Path(__file__).resolve().parents[4] / "templates/pamaas/convention.toml"
DATA = tomllib.loads(FILE.read_text(encoding="utf-8"))


def folded(text):
    """A header as it is compared: letters and digits only."""
    return re.sub(r"[\W_]+", "", str(text)).lower()


def codes(key):
    return "|".join(DATA["codes"][key])


CODES = {key: set(values) for key, values in DATA["codes"].items()}
PLACEHOLDERS = {word for word in DATA["placeholders"] + DATA["as_above"] if "…" not in word}

COLUMNS = [key for key in DATA["columns"] if key not in ("team", "explanation", "listed_safe", "description")]
# The first column of a header wins: `Description` is a column of accounts before it is one of the sheet Safes.
HEADERS = {}
for _key in COLUMNS:
    for _word in [DATA["columns"][_key]["header"], *DATA["columns"][_key].get("aliases", [])]:
        HEADERS.setdefault(folded(_word), _key)

KINDS = {kind["sheet"]: kind for kind in DATA["kinds"]}
KIND_NAMES = {folded(word): sheet for sheet, kind in KINDS.items() for word in [sheet, kind["id"], *kind["aliases"]]}
SHEETS = {folded(word) for sheet in DATA["sheets"] for word in [sheet["sheet"], *sheet.get("aliases", [])]}
TECHNOLOGIES = {
    "AD": ["AD"], "WIN": ["WIN"], "UX": ["UX", "UXKEYS"], "AZR": ["AZR"], "CYBR": ["CYBR"],
    "AWS-CLI": ["AWS", "AWSKA", "AWSSTS"], "AWS-Console": ["AWS", "AWSKA", "AWSSTS"], "AWS-Role": ["AWS", "AWSKA", "AWSSTS"],
}
SESSIONS = {"AD": "RDP", "WIN": "RDP", "UX": "SSH", "UXKEYS": "SSH", "AZR": "WEB", "CYBR": "PAC"}
SESSIONS |= {technology: "WEB" for technology in TECHNOLOGIES["AWS-CLI"]}

SCOPE = r"(?:[0-9]{5}|(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{1,5})"
STEM = rf"(?:{codes('responsible')})-[0-9]{{6}}-{SCOPE}-(?:{codes('safe_type')})"
CONTEXT = rf"{STEM}%(?:{codes('role')})"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
FQDN = rf"(?![0-9.]+$)(?:{LABEL}\.)+{LABEL}"
GUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
WINDOWS_USER = r"[^\"/\\\[\]:;|=,+*?<>@\s](?:[^\"/\\\[\]:;|=,+*?<>@]{0,18}[^\"/\\\[\]:;|=,+*?<>@.\s])?"
NETBIOS = rf"(?![0-9.]+$){LABEL}(?:\.{LABEL})*"

PATTERNS = {
    "safe": rf"{STEM}-(?:{codes('location')})",
    "platform": rf"(?:{codes('technology')})-(?:{codes('access')})-(?:{codes('link')})-(?:{codes('location')})"
    rf"-(?:{codes('credential')})(?:-(?:{codes('session')}))?",
    "context": rf"{CONTEXT}(?:\s*[;,\n]\s*{CONTEXT})*\s*;?",
    "logon_to": NETBIOS,
    "user_dn": rf"{NETBIOS}\\{WINDOWS_USER}|(?i:CN=[^,]+(?:,(?:CN|OU|DC)=[^,]+)+)",
    "access_key": r"AKIA[A-Z0-9]{16}",
    "arn": r"arn:aws(?:-cn|-us-gov)?:iam::[0-9]{12}:(?:user|role)/(?:[\x21-\x7e]+/)?[A-Za-z0-9_+=,.@-]{1,64}",
    "iam_username": r"[A-Za-z0-9_+=,.@-]{1,64}",
    "account_number": r"[0-9]{12}",
    "use_logon": r"(?i:AWS-(?:CLI|Console)-L[0-9]+)",
}
LINUX_USER = r"(?![0-9]+$)[a-z_][a-z0-9_-]{0,31}"
OF_KIND = {
    "AD": {"address": FQDN, "username": WINDOWS_USER},
    "WIN": {"address": FQDN, "username": WINDOWS_USER},
    "UX": {"address": FQDN, "username": LINUX_USER},
    "AWS-CLI": {
        "address": r"https://(?:[0-9]{12}|[a-z0-9-]+)\.signin\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)/console/?",
        "username": r"[A-Za-z0-9_+=,.@-]{1,64}",
        "arn": PATTERNS["arn"].replace("(?:user|role)", "user"),
    },
    "AWS-Role": {"arn": PATTERNS["arn"].replace("(?:user|role)", "role")},
    "AZR": {"address": rf"{FQDN}|{GUID}", "username": r"[^\s\"/\\\[\]:;|=,+*?<>]{1,113}"},
    "CYBR": {"address": rf"{FQDN}|(?:[0-9]{{1,3}}\.){{3}}[0-9]{{1,3}}", "username": r"[^\\/:*<>\"|?%&+\s]{1,128}"},
}
SECRET = r"(?i)\b(?:password|passwd|pwd|wachtwoord|paswoord|ww|mot de passe|mdp)\s*(?:is|est|:|=)\s*\S*[0-9!@#$%^&*]\S*|-----BEGIN|\bAKIA[A-Z0-9]{16}\b.*\b[A-Za-z0-9/+]{40}\b"
BUILT_IN = ["administrator", "administrateur", "root", "sa", "sys", "system"]
RECONCILE = ["D-002949-81039-OPS-CE", "O-002949-81039-OPS-CE"]


def pattern(kind, column):
    """What a value has to look like, or None."""
    if column == "account_id":
        return rf"(?i:{re.escape(kind)}-L[0-9]+)"
    return OF_KIND.get(kind, {}).get(column, PATTERNS.get(column))


def required(kind):
    """The columns of a kind that have to be filled in; the context has a rule of its own."""
    return [column for column in KINDS[kind]["columns"] if column not in ("context", "comments")]


def header(rows):
    """Which row of the first rows is the header, from 0, and which column means what."""
    for number, row in enumerate(rows):
        meant = {at: HEADERS[folded(text)] for at, text in enumerate(row) if text is not None and folded(text) in HEADERS}
        if len(set(meant.values())) >= 4:
            return number, meant
    return None, {}


def kind_of_sheet(name):
    return KIND_NAMES.get(folded(name))


def letters(number):
    """The letters of a column, from 1."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def run(check):
    """Checks the files that the call names, or standard input; prints what is found in each as a line of JSON."""
    for file in sys.argv[1:] or map(str.strip, sys.stdin):
        try:
            found = sorted({tuple(spot) for spot in check(file)})
        except Exception as error:  # a tool that falls over has found nothing
            print(f"{file}: {type(error).__name__}: {error}", file=sys.stderr)
            found = []
        print(json.dumps({"file": file, "found": found}), flush=True)
