"""Holds pamlint beside what people check such workbooks with now: `python3 crates/testkit/benches/peers/run.py`.

Makes the workbooks, installs the versions that requirements.txt names, and measures each program: processor time and
memory for 20,000 accounts, and how many of the planted mistakes it finds. The table in docs/benchmarks.md and
docs/peers.svg are written anew. `run.py polars pamlint` measures only these, `run.py draw` none; of the others the last figures stay."""

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[3]
WORK = ROOT / "target/peers"
PAGE = ROOT / "docs/benchmarks.md"
BEGIN, END = "<!-- peers: written by run.py -->\n", "<!-- end of peers -->\n"
ROUNDS = int(os.environ.get("ROUNDS", "3"))
PEERS = {
    "openpyxl": ("with_openpyxl.py", "openpyxl, checks by hand"),
    "pandera": ("with_pandera.py", "pandas and pandera"),
    "polars": ("with_polars.py", "polars"),
    "frictionless": ("with_frictionless.py", "frictionless"),
}


def workbooks_and_python():
    cargo = ["cargo", "run", "--quiet", "--package", "pamlint-testkit", "--bin", "peers", "--", str(WORK)]
    if not (WORK / "planted.json").exists():
        subprocess.run(cargo, cwd=ROOT, check=True, stdin=subprocess.DEVNULL)
    python = WORK / "venv/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", WORK / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt"], check=True)


def pamlint():
    program = ROOT / "target/release/pamlint"
    if not program.exists():
        subprocess.run(["cargo", "build", "--quiet", "--release", "--bin", "pamlint"], cwd=ROOT, check=True, stdin=subprocess.DEVNULL)
    return program


def measured(command, files):
    """What a program says, its processor time in user mode in seconds, and its most memory in MB."""
    with tempfile.TemporaryFile() as told:
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=told, cwd=WORK)
        child.stdin.write("\n".join(files).encode())
        child.stdin.close()
        _, _, usage = os.wait4(child.pid, 0)
        told.seek(0)
        return told.read().decode(), usage.ru_utime, usage.ru_maxrss / 1024


def of_pamlint(text):
    spots = lambda workbook: [(found["sheet"], found["cell"]) for found in workbook["findings"]]
    return {Path(workbook["path"]).name: spots(workbook) for workbook in json.loads(text)["workbooks"]}


def of_peer(text):
    lines = map(json.loads, text.splitlines())
    return {Path(line["file"]).name: [tuple(spot) for spot in line["found"]] for line in lines}


def scored(found, cases):
    """Of the planted findings how many are told of, and in how many workbooks something else is. Whoever only names a row
    means whatever is wrong in it."""
    caught, spoilt = 0, 0
    row = lambda cell: cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for case in cases:
        told = set(found.get(Path(case["file"]).name, []))
        wanted = {(sheet, cell) for _, sheet, cell in case["finds"]}
        rows = {(sheet, row(cell)) for sheet, cell in wanted}
        caught += sum((sheet, cell) in told or (sheet, row(cell)) in told for _, sheet, cell in case["finds"])
        spoilt += any(spot not in wanted and spot not in rows for spot in told)
    return caught, spoilt


def lines_of(file):
    return sum(bool(line.strip()) for line in (HERE / file).read_text().splitlines())


def bars(x, title, rows, unit):
    """A panel of the plot: a bar for each row."""
    most = max(value for _, value, _ in rows) or 1
    parts = [f'<text x="{x}" y="24" class="title">{title}</text>']
    for number, (name, value, note) in enumerate(rows):
        y, width = 40 + number * 34, max(2, round(150 * value / most))
        colour = "#0b6e4f" if name == "pamlint" else "#8a94a6"
        parts.append(f'<text x="{x}" y="{y + 15}">{name}</text>')
        parts.append(f'<rect x="{x + 96}" y="{y}" width="{width}" height="20" rx="2" fill="{colour}"/>')
        parts.append(f'<text x="{x + 102 + width}" y="{y + 15}" class="value">{note}{unit}</text>')
    return parts


def plot(results):
    height = 52 + 34 * len(results)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1320 {height}" width="1320" height="{height}" role="img" '
        'aria-label="Processor time, memory, mistakes found and false alarms of pamlint and others">',
        "<style>text{font:14px system-ui,sans-serif;fill:#1f2733}.title{font-weight:600}.value{fill:#4a5565}</style>",
        f'<rect width="1320" height="{height}" fill="#fff"/>',
    ]
    parts += bars(16, "20,000 accounts, processor time", [(name, r["time"], f"{r['time']:.1f}") for name, r in results.items()], " s")
    parts += bars(356, "20,000 accounts, memory", [(name, r["memory"], f"{r['memory']:.0f}") for name, r in results.items()], " MB")
    share = lambda part, whole: [(name, r[part] / r[whole], f"{r[part] / r[whole]:.0%}") for name, r in results.items()]
    parts += bars(696, "planted mistakes found", share("caught", "planted"), "")
    parts += bars(1016, "workbooks with a false alarm", share("spoilt", "workbooks"), "")
    (ROOT / "docs/peers.svg").write_text("\n".join([*parts, "</svg>", ""]))


def measure(name, cases):
    # `EVERY=8` takes every eighth workbook, for whoever has no time for all.
    cases = cases[:: int(os.environ.get("EVERY", "1"))]
    files = [case["file"] for case in cases]
    if name == "pamlint":
        one = [pamlint(), "check", "--format", "json", "--no-annotate", "--no-cache", "--jobs", "1", "--ignore", "SET"]
        many, reading, title, lines = [*one, "--files-from", "-"], of_pamlint, "pamlint", None
    else:
        script, title = PEERS[name]
        one = many = [WORK / "venv/bin/python", HERE / script]
        reading, lines = of_peer, lines_of(script)
    rounds = [measured([*one, "large.xlsx"], []) for _ in range(ROUNDS)]
    found, seconds, left = {}, 0, files
    while left:
        text, took, _ = measured(many, left)
        told = reading(text)
        found |= told
        seconds += took
        # One that ends at a workbook has found nothing in it, and goes on behind it.
        left = left[len(told) + 1 :]
    caught, spoilt = scored(found, cases)
    return {"title": title, "time": min(r[1] for r in rounds), "memory": min(r[2] for r in rounds),
            "each": seconds / len(files) * 1000, "caught": caught, "spoilt": spoilt, "lines": lines,
            "planted": sum(len(case["finds"]) for case in cases), "workbooks": len(cases)}


def main():
    workbooks_and_python()
    cases = json.loads((WORK / "planted.json").read_text())
    names = ["pamlint", *PEERS]
    for name in [] if sys.argv[1:] == ["draw"] else sys.argv[1:] or names:
        (WORK / f"{name}.json").write_text(json.dumps(measure(name, cases)))
    results = {name: WORK / f"{name}.json" for name in names}
    results = {name: json.loads(file.read_text()) for name, file in results.items() if file.exists()}
    plot(results)

    memory = f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    table = [
        "| program | 20,000 accounts | memory | each small workbook | mistakes found | workbooks with a false alarm | lines of code |",
        "|---|---|---|---|---|---|---|",
        *(f"| {r['title']} | {r['time']:.2f} s | {r['memory']:.0f} MB | {r['each']:.1f} ms | {r['caught']} of {r['planted']} | {r['spoilt']} of {r['workbooks']} | {r['lines'] or ''} |" for r in results.values()),
        "",
        f"Times are of the processor in user mode; of 20,000 accounts the fastest of {ROUNDS}. A machine with {os.cpu_count()} cores and {memory}, "
        f"load {os.getloadavg()[1]:.0f}, {time.strftime('%Y-%m-%d')}; Python {platform.python_version()}.",
    ]
    page = PAGE.read_text()
    before, after = page.split(BEGIN)[0], page.split(END)[1]
    PAGE.write_text(before + BEGIN + "\n".join(table) + "\n" + END + after)


if __name__ == "__main__":
    main()
