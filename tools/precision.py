"""Measure how often the rules are right, on texts for patients that others wrote.

python tools/precision.py draw TEXTS [--half held] [--most 40] [--rule PL05]   findings to label, one a line
python tools/precision.py score                                                the share that is right, rule by rule

The labels lie in `tests/lint/precision/labels.tsv`: rule, page, block, column, verdict (right, debatable or wrong).
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support.patient_texts import drawn, found_in
from support.precision import labels, table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    draw = verbs.add_parser("draw")
    draw.add_argument("texts", type=Path)
    draw.add_argument("--half", choices=("tuned", "held"), default="held")
    draw.add_argument("--most", type=int, default=40)
    draw.add_argument("--rule", default="")
    verbs.add_parser("score")
    options = parser.parse_args()
    if options.verb == "score":
        sys.stdout.write(table(labels()))
        return
    for one in drawn(found_in(options.texts, options.half), options.most):
        if one.rule.startswith(options.rule):
            place = f"{one.rule}\t{one.page}\t{one.block}\t{one.column}"
            sys.stdout.write(f"{place}\t?\t{one.message}\t{one.context}\n")


if __name__ == "__main__":
    main()
