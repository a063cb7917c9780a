"""Measure handout against its peers: the same content, in turns, in one run. `make bench`, then see out/bench/.

The text of all is taken from our own editions (tools/bench/material.py), so it cannot drift. Rounds are interleaved,
and ratios are of what was measured in the same round: a machine that slows down slows all of them. A run that misses a
limit says so and fails.
"""

import argparse
import compileall
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
BENCH = ROOT / "tools" / "bench"
OUT = ROOT / "out" / "bench"
TODAY = "2026-11-24"
sys.path.insert(0, str(BENCH))

from material import material, words_in  # noqa: E402
from measure import Peer, Taken, middle, ratios, run  # noqa: E402
from plot import bars  # noqa: E402
from sample import write_library  # noqa: E402

HANDOUT = [sys.executable, "-P", "-m", "handout"]
PIP = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
PLAIN = "ReportLab platypus, plain, untagged"
TYPST = "Typst, ua-1 + a-2a"
OURS = "handout, ua-1 + a-2a"
LIMITS = {
    "warm, no two documents alike, × Typst": ("at most", 0.38),
    "warm, no two documents alike, × plain ReportLab": ("at most", 0.24),
    "cold, × bare platypus script": ("at most", 0.90),
    "--jobs 2, × as fast as --jobs 1": ("at least", 1.7),
    "desk, ms from a key to the picture, median": ("at most", 150),
}
"""What each figure may be; medians of one run."""
AS_LONG_AS_THE_LIMIT = 15
"""Sections of a handout as long as the example was when the limit of a cold start was set; now it is half as long."""
Ratios = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--batch", type=int, default=1000, help="how many handouts the batch has")
    parser.add_argument("--only", action="append", choices=sorted(PARTS), help="measure this part; again for more")
    asked = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    compileall.compile_dir(ROOT / "src", quiet=1)
    compileall.compile_dir(BENCH, quiet=1)
    peers = peer_python()
    text = [f"# Speed, measured on {machine()}", "", "CPU is user and system time. Spread: quartiles.", ""]
    measured: Ratios = {}
    for name, part in PARTS.items():
        if asked.only is None or name in asked.only:
            text += part(asked, peers, measured)
            (OUT / "speed.md").write_text("\n".join(text), "utf-8")
    verdict, is_met = against_limits(measured)
    (OUT / "speed.md").write_text("\n".join([*text, *verdict]), "utf-8")
    sys.stdout.write("\n".join([*text, *verdict]))
    if not is_met:
        raise SystemExit(1)


def against_limits(measured: Ratios) -> tuple[list[str], bool]:
    """A table of the limits whose ratio was measured, and whether all of them are met."""
    rows, is_met = [], True
    for name, (word, limit) in LIMITS.items():
        if name in measured:
            # To the two digits that are printed: no figure is missed by what nobody can read.
            ratio = round(measured[name], 2)
            is_kept = ratio <= limit if word == "at most" else ratio >= limit
            is_met = is_met and is_kept
            rows.append(f"| {name} | {word} {limit:.2f} | {ratio:.2f} | {'yes' if is_kept else '**no**'} |")
    return ["## Limits", "", "| | limit | measured | met |", "| --- | --: | --: | --- |", *rows, ""], is_met


def peer_python() -> str:
    """The interpreter of the peers' own environment."""
    return str(environment(OUT / "venv", ROOT / "requirements" / "bench.txt") / "python")


def clinic_programs() -> Path:
    """The folder of the programs that a clinic gets: the wheel of this tree, and what it needs to run, no more.

    The environment of the tests has libraries that others import when they find them.
    """
    programs = environment(OUT / "clinic", ROOT / "requirements" / "run.txt")
    tree = OUT / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    others = shutil.ignore_patterns(".*", "__pycache__", "build", "out", "tests", "*.egg-info")
    shutil.copytree(ROOT, tree, ignore=others)
    install = [programs / "python", *PIP, "--no-deps", "--no-build-isolation", "--force-reinstall", tree]
    subprocess.run(install, check=True)
    return programs


def environment(home: Path, required: Path) -> Path:
    """Where the programs of an environment are, which is made when it is not there or not as required."""
    programs = home / "bin"
    mark = home / "requirements.txt"
    if not mark.is_file() or mark.read_bytes() != required.read_bytes():
        subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
        subprocess.run([programs / "python", *PIP, "--require-hashes", "-r", required], check=True)
        shutil.copy(required, mark)
    return programs


def machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {platform.system()}"


def warm(asked: argparse.Namespace, peers: str, measured: Ratios) -> list[str]:
    """One process, many documents."""
    count, before = 8, 8
    total = count * (asked.rounds + before)
    shutil.rmtree(OUT / "library", ignore_errors=True)
    files = write_library(OUT / "library", total)
    task = write_task(OUT / "warm.json", OUT / "library", files)
    members = [
        Peer(OURS, [sys.executable, str(BENCH / "ours_peer.py"), task], OUT / "ours.log"),
        Peer("handout, from the YAML file on", [sys.executable, str(BENCH / "ours_peer.py"), task, "--whole"],
             OUT / "whole.log"),
        Peer(PLAIN, [peers, str(BENCH / "platypus_peer.py"), task], OUT / "platypus.log"),
        Peer(TYPST, [peers, str(BENCH / "typst_peer.py"), task], OUT / "typst.log"),
        Peer("WeasyPrint, pdf/ua-1", [peers, str(BENCH / "weasyprint_peer.py"), task], OUT / "weasyprint.log"),
    ]  # fmt: skip
    documents = json.loads(Path(task).read_text("utf-8"))["documents"]
    words = words_in(documents[0]["blocks"])
    out = ["## Warm: one process, many documents", "",
           f"Handouts of {words} words: a title, 6 headed sections, lists, callouts, a table of 4 columns, citations, "
           "references, header and footer with “page x of y”; embedded TrueType. First each document once, no two "
           f"alike, after {count * before} others of a library; then one document again and again.", ""]  # fmt: skip
    firsts = [member for member in members if member.set(range(count * before)) is not None]
    for title, numbers in (
        ("no two documents alike", lambda turn: range(count * (turn + before), count * (turn + before + 1))),
        ("the same document again", lambda _: [count * 2] * count),
    ):
        found: dict[str, list[float]] = {member.name: [] for member in firsts}
        for turn in range(-1, asked.rounds):
            for member in firsts[turn % len(firsts) :] + firsts[: turn % len(firsts)]:
                taken = member.set(list(numbers(turn)) if turn >= 0 else [count * 2] * 2)
                if turn >= 0 and taken is not None:
                    found[member.name].append(middle(taken)[0])
        for word, peer in (("Typst", TYPST), ("plain ReportLab", PLAIN)):
            if peer in found:
                measured[f"warm, {title}, × {word}"] = ratios(found[OURS], found[peer])[0]
        out += warm_table(title, found, {member.name: member for member in firsts})
        rows = [(name, 1000 * middle(taken)[0]) for name, taken in found.items()]
        name = "warm.svg" if title.startswith("no") else "warm-same.svg"
        (OUT / name).write_text(bars(f"CPU for one document, warm ({title})", rows, "ms"), "utf-8")
    for member in members:
        member.close()
    missing = [member.name for member in members if member not in firsts]
    return [*out, *(f"{name} did not run: see out/bench/*.log.\n" for name in missing)]


def warm_table(title: str, found: dict[str, list[float]], members: dict[str, Peer]) -> list[str]:
    out = [f"| {title} | CPU ms | spread | × plain ReportLab | spread | × Typst | kB | peak MB |",
           "| --- | --: | --: | --: | --: | --: | --: | --: |"]  # fmt: skip
    for name, taken in found.items():
        at, low, high = (1000 * value for value in middle(taken))
        plain = ratios(taken, found[PLAIN])
        typst = f"{ratios(taken, found[TYPST])[0]:.2f}" if TYPST in found else ""
        size = middle(members[name].sizes)[0] / 1000
        out.append(
            f"| {name} | {at:.1f} | {low:.1f}–{high:.1f} | {plain[0]:.2f} | {plain[1]:.2f}–{plain[2]:.2f} | {typst} "
            f"| {size:.0f} | {members[name].peak:.0f} |"
        )
    return [*out, ""]


def cold(asked: argparse.Namespace, peers: str, measured: Ratios) -> list[str]:
    """Whole processes, from nothing to files: a handout as long as the limit was set with, and the example."""
    programs = clinic_programs()
    handout, made = str(programs / "handout"), OUT / "cold"
    long = OUT / "cold-long"
    shutil.rmtree(long, ignore_errors=True)
    [text] = write_library(long, 1, AS_LONG_AS_THE_LIMIT)
    shutil.copytree(ROOT / "content" / "images", long / "content" / "images")
    shutil.copy(ROOT / "content" / "clinic.yaml", long / "content")

    def builds(project: Path, content: Path) -> tuple[str, Callable[[], Taken], Callable[[], Taken]]:
        """Both programs on one text, and how many words it has."""
        task = OUT / f"cold-{content.stem}.json"
        given = json.loads(Path(write_task(task, project, [content])).read_text("utf-8"))
        words = words_in(given["documents"][0]["blocks"])
        given["documents"] *= 2
        task.write_text(json.dumps(given), "utf-8")

        def build() -> Taken:
            shutil.rmtree(project / ".handout", ignore_errors=True)
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            return run([handout, "build", "--out", str(made), str(content)], project)

        return f"{words:,} words", build, lambda: run([peers, str(BENCH / "bare.py"), str(task), str(made)], BENCH)

    rows: dict[str, Callable[[], Taken]] = {}
    against: dict[str, str] = {}
    for title, project, content in (
        ("a handout", long, text),
        ("the example", ROOT, ROOT / "content" / "calciphylaxis.yaml"),
    ):
        words, ours, bare = builds(project, content)
        name, other = f"`handout build`, {title} of {words}, 2 styles", f"bare platypus script, {words}, twice"
        rows |= {name: ours, other: bare}
        against[name] = other
    rows["`handout --help`"] = lambda: run([handout, "--help"], ROOT)
    rows["`python -c pass`"] = lambda: run([str(programs / "python"), "-c", "pass"], ROOT)
    against["`handout --help`"] = "`python -c pass`"
    found = in_turns(rows, asked.rounds)
    name, other = next(iter(against.items()))
    measured["cold, × bare platypus script"] = ratios(*([run.cpu for run in found[one]] for one in (name, other)))[0]
    return ["## Cold: a whole process", "", *table(found, against)]


def scale(asked: argparse.Namespace, _peers: str, _measured: Ratios) -> list[str]:
    """One long handout."""
    out = [
        "## Scale: one long handout, whole process", "",
        "| sections | pages | CPU s | ms a page | peak MB | kB |", "| --: | --: | --: | --: | --: | --: |",
    ]  # fmt: skip
    for sections in (12, 140, 1400):
        root = OUT / f"long-{sections}"
        shutil.rmtree(root, ignore_errors=True)
        write_library(root, 1, sections)
        taken = run([*HANDOUT, "build", "--project", str(root)], ROOT)
        [row] = json.loads((root / "out" / "manifest.json").read_text("utf-8"))["files"]
        out.append(
            f"| {sections} | {row['pages']} | {taken.cpu:.2f} | {1000 * taken.cpu / row['pages']:.2f} "
            f"| {taken.peak:.0f} | {row['bytes'] / 1000:.0f} |"
        )
    return [*out, ""]


def batch(asked: argparse.Namespace, _peers: str, measured: Ratios) -> list[str]:
    """A library, on one and on two processes; then again, when nothing or little has changed."""
    root = OUT / "batch"
    shutil.rmtree(root, ignore_errors=True)
    files = write_library(root, asked.batch)

    def build(jobs: int, is_new: bool = True) -> Taken:
        for folder in ("out", ".handout") if is_new else ():
            shutil.rmtree(root / folder, ignore_errors=True)
        return run([*HANDOUT, "build", "--project", str(root), "--jobs", str(jobs)], ROOT)

    # One run says little of two cores that others may use as well: three in turns, and the middle ratio.
    turns = [(build(1), build(2)) for _ in range(3)]
    faster = ratios([one.wall for one, _ in turns], [two.wall for _, two in turns])
    measured["--jobs 2, × as fast as --jobs 1"] = faster[0]
    one, two = min(turns, key=lambda turn: abs(turn[0].wall / turn[1].wall - faster[0]))
    same = build(1, is_new=False)
    files[0].write_text(files[0].read_text("utf-8").replace('"version": "1.0"', '"version": "1.1"'), "utf-8")
    changed = build(1, is_new=False)
    rows = (("--jobs 1", one), ("--jobs 2", two), ("again, nothing changed", same), ("again, one changed", changed))
    return [
        f"## Batch: {asked.batch} handouts", "",
        "| | wall s | CPU s | handouts a second | × --jobs 1 (wall) | × --jobs 1 (CPU) | peak MB of a process |",
        "| --- | --: | --: | --: | --: | --: | --: |",
        *(f"| {name} | {taken.wall:.2f} | {taken.cpu:.2f} | {asked.batch / taken.wall:.0f} | "
          f"{taken.wall / one.wall:.3f} | {taken.cpu / one.cpu:.3f} | {taken.peak:.0f} |" for name, taken in rows),
        "", f"--jobs 2 is {faster[0]:.2f} × as fast as --jobs 1 ({faster[1]:.2f}–{faster[2]:.2f} in three turns).", "",
    ]  # fmt: skip


KEYS = 50


def desk(_asked: argparse.Namespace, peers: str, measured: Ratios) -> list[str]:
    """From a key to the page's new picture in a browser; beside it Typst alone, without editor and browser."""
    if shutil.which("chromium") is None:
        return ["## Desk", "", "Not measured: there is no Chromium here.", ""]
    task = write_task(OUT / "desk.json", ROOT, [ROOT / "content" / "calciphylaxis.yaml"])
    typed, project = "vessels", str(OUT / "desk")
    programs = {
        "the desk: key to picture in Chromium": [
            sys.executable, "-P", str(BENCH / "desk_keys.py"), project, "calciphylaxis", typed, TODAY, str(KEYS)
        ],
        "Typst alone, compiled on in one process, untagged": [
            peers, str(BENCH / "typst_keys.py"), task, typed, str(KEYS)
        ],
    }  # fmt: skip
    out = [f"## Desk: {KEYS} keys in the example", "", "| | median ms | 95th ms |", "| --- | --: | --: |"]
    for name, program in programs.items():
        done = subprocess.run(program, cwd=BENCH, capture_output=True, text=True, check=False)
        if done.returncode:
            out.append(f"| {name} | did not run: {done.stderr.strip().splitlines()[-1:]} | |")
            continue
        taken = sorted(json.loads(done.stdout))
        out.append(f"| {name} | {middle(taken)[0]:.0f} | {taken[int(len(taken) * 0.95) - 1]:.0f} |")
        measured.setdefault("desk, ms from a key to the picture, median", middle(taken)[0])
    return [*out, ""]


PARTS = {"warm": warm, "cold": cold, "scale": scale, "batch": batch, "desk": desk}


def in_turns(programs: dict[str, Callable[[], Taken]], rounds: int) -> dict[str, list[Taken]]:
    """Each program once a round; the first round is not counted."""
    found: dict[str, list[Taken]] = {name: [] for name in programs}
    for turn in range(rounds + 1):
        for name, program in programs.items():
            taken = program()
            if taken.code:
                raise SystemExit(f"{name} failed with exit code {taken.code}")
            if turn:
                found[name].append(taken)
    return found


def table(found: dict[str, list[Taken]], against: dict[str, str]) -> list[str]:
    out = [
        "| | CPU ms | spread | wall ms | peak MB | ratio of CPU | spread |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    for name, runs in found.items():
        at, low, high = (1000 * value for value in middle([taken.cpu for taken in runs]))
        wall = 1000 * middle([taken.wall for taken in runs])[0]
        peak = max(taken.peak for taken in runs)
        paired = ["", ""]
        if name in against:
            ratio = ratios([one.cpu for one in runs], [other.cpu for other in found[against[name]]])
            paired = [f"**{ratio[0]:.2f}**", f"{ratio[1]:.2f}–{ratio[2]:.2f}"]
        out.append(
            f"| {name} | {at:.0f} | {low:.0f}–{high:.0f} | {wall:.0f} | {peak:.0f} | {paired[0]} | {paired[1]} |"
        )
    return [*out, ""]


def write_task(path: Path, project: Path, files: Sequence[Path]) -> str:
    """What the peers are given: fonts, and the material of our editions."""
    import fontpkg_atkinson_hyperlegible as fonts

    from handout.library import Library
    from handout.problems import Problems

    library, problems = Library(project, date.fromisoformat(TODAY)), Problems()
    opened = [library.open(entry, problems) for entry in library.chosen(files, problems)]
    folder = Path(fonts.__path__[0]) / "files"
    styles = ("Regular", "Bold", "Italic", "BoldItalic")
    task = {
        "project": str(project), "today": TODAY, "files": [str(file) for file in files],
        "fonts": [str(folder / f"AtkinsonHyperlegible-{style}.ttf") for style in styles],
        "documents": [material(found.edition) for found in opened if found is not None],
    }  # fmt: skip
    path.write_text(json.dumps(task), "utf-8")
    return str(path)


if __name__ == "__main__":
    main()
