"""Build mutated handouts until the time is up; keep in the corpus whatever is not built whole or refused in its place.

python tools/fuzz.py [--seconds 300] [--seed N]
"""

import argparse
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support.fuzzing import CORPUS, Workshop, corpus, mutated


def complaint(workshop: Workshop, data: bytes) -> str | None:
    """What is wrong, in one text; None when nothing is."""
    try:
        found = workshop.complaints(data)
    except Exception:
        return traceback.format_exc()
    return "\n".join(found) or None


def shrunk(workshop: Workshop, data: bytes) -> bytes:
    """The same fault with as few lines as a simple search leaves."""
    lines = data.split(b"\n")
    size = max(len(lines) // 2, 1)
    while size:
        at = 0
        while at < len(lines):
            fewer = lines[:at] + lines[at + size :]
            if complaint(workshop, b"\n".join(fewer)) is not None:
                lines = fewer
            else:
                at += size
        size //= 2
    return b"\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = random.SystemRandom().randrange(2**32) if options.seed is None else options.seed
    dice = random.Random(seed)
    known = list(corpus().values())
    trials, found = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder))
        end = time.monotonic() + options.seconds
        while time.monotonic() < end:
            data = mutated(dice.choice(known), dice)
            trials += 1
            said = complaint(workshop, data)
            if said is None:
                continue
            found += 1
            small = shrunk(workshop, data)
            path = CORPUS / f"found-{seed}-{trials}.txt"
            path.write_bytes(b"# found by fuzzing; say here what was wrong\n" + small)
            sys.stderr.write(f"{path.name}:\n{said}\n")
    sys.stderr.write(f"{trials} handouts, {found} faults, seed {seed}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
