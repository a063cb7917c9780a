"""Grow hostile texts for every regular expression of the program, and tell which of them they slow down.

python tools/hostile.py
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support.hostile import every_pattern, slowness


def main() -> int:
    patterns = every_pattern()
    slow = [(used.name, how) for used in patterns if (how := slowness(used))]
    for name, how in slow:
        sys.stderr.write(f"{name}\n    {how}\n")
    sys.stderr.write(f"{len(patterns)} patterns, {len(slow)} slow\n")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
