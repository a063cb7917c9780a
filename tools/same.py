"""Whether the tree makes what another commit made: `make same BASE=main`.

Of every case that both have, and of every handout that we ship, in every style: the bytes of the PDF, the twin in HTML,
and the text that a sign-off covers. What differs is named, and is then either wanted, and said so in the commit, or a
fault.
"""

import argparse
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
STYLES = ("standard", "large-print", "high-contrast")
DUMP = """
import hashlib, json, sys
from support.cases import case, names

def digest(data):
    return hashlib.sha256(data).hexdigest()

made = {}
for name in names():
    one = case(name)
    made[f"problems of {name}"] = digest(chr(10).join(one.told).encode())
    if one.pdf is not None:
        made[f"PDF of {name}"] = digest(one.pdf)
        made[f"signed text of {name}"] = digest(chr(10).join(line.text for line in one.opened.survey.lines).encode())
json.dump(made, sys.stdout)
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="a commit")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="same-") as folder:
        base = Path(folder) / "base"
        _checked_out(asked.base, base)
        before, now = _made(base, Path(folder) / "before"), _made(ROOT, Path(folder) / "now")
    both = before.keys() & now.keys()
    different = sorted(name for name in both if before[name] != now[name])
    lines = [f"differs: {name}" for name in different]
    lines += [f"only {'now' if name in now else 'before'}: {name}" for name in sorted(before.keys() ^ now.keys())]
    lines.append(f"{len(both) - len(different)} of {len(both)} are the same as at {asked.base}")
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if different else 0


def _checked_out(commit: str, folder: Path) -> None:
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="tar")


def _made(tree: Path, out: Path) -> dict[str, str]:
    """What a tree makes, each thing by its name: digests."""
    paths = os.pathsep.join([str(tree / "src"), str(tree / "tests")])
    settings = {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    cases = subprocess.run([sys.executable, "-P", "-c", DUMP], env=settings, capture_output=True, check=True).stdout
    made: dict[str, str] = json.loads(cases)
    styles = [word for style in STYLES for word in ("--style", style)]
    command = [sys.executable, "-P", "-m", "handout", "build", "--project", str(tree), "--out", str(out), "--html"]
    built = subprocess.run([*command, "--today", "2026-11-24", *styles], env=settings, capture_output=True, check=False)
    made["problems of what we ship"] = built.stderr.decode("utf-8").replace(str(tree), "")
    manifest = out / "manifest.json"
    for row in json.loads(manifest.read_bytes())["files"] if manifest.exists() else ():
        made[row["path"]] = hashlib.sha256((out / row["path"]).read_bytes()).hexdigest()
        made[f"signed text of {row['path']}"] = row["digest"]
    return made


if __name__ == "__main__":
    sys.exit(main())
