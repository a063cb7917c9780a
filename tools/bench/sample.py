"""Write a library of handouts to measure with: no two alike, each about 1,000 words.

The words are drawn by a seed from one vocabulary, the commonest English words and then thousands of familiar ones, the
n-th with the weight 1/n as in any text. So every run measures the same handouts, no sentence is found in two of them,
and each brings words that none before it had.
"""

from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

COMMON = """
    the of and a to in is you that it he was for on are as with his they at be this have from or one had by word but
    not what all were we when your can said there use an each which she do how their if will up other about out many
    then them these so some her would make like him into time has look two more write go see number no way could
    people my than first water been call who its now find long down day did get come made may part
"""
FAMILIAR = Path(__file__).parents[2] / "src/handout/lint/data/en/familiar.txt"
CLINIC = """\
name: Example Clinic
phone: 555-0100
emergency: "911"
language: en-US
styles: [standard]
disclaimer: {en: This handout is for information only. It does not replace advice from your own care team.}
short_disclaimer: {en: For information only.}
"""
REFERENCES = ("first", "second", "third")


class Writer:
    """Draws words, and makes sentences of them."""

    def __init__(self, seed: int) -> None:
        lines = [line for line in FAMILIAR.read_text("utf-8").splitlines() if not line.startswith("#")]
        rarer = " ".join(lines).split()
        Random(0).shuffle(rarer)
        self._random = Random(seed)
        self._words = [*COMMON.split(), *rarer]
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._words) + 1)))

    def words(self, count: int) -> str:
        return " ".join(self._random.choices(self._words, cum_weights=self._weights, k=count)).capitalize()

    def prose(self, count: int) -> str:
        """Sentences of about nine words, so many words in all."""
        parts = [9] * (count // 9) + [count % 9] * bool(count % 9)
        return " ".join(self.words(part) + "." for part in parts)


def handout(seed: int, sections: int = 6) -> dict[str, Any]:
    """A handout: headed sections, bullets, callouts, a table of four columns, citations, references."""
    draw = Writer(seed)
    return {
        "title": f"{draw.words(3)} {seed}",
        "version": "1.0",
        "purpose": draw.prose(14),
        "summary": [draw.prose(9) for _ in range(3)],
        "get_help": {
            "emergency": [draw.prose(8) for _ in range(2)],
            "call": [draw.prose(8) for _ in range(2)],
        },
        "sections": [_section(draw, number) for number in range(sections)],
        "references": [
            {"id": name, "type": "webpage", "title": draw.words(9), "URL": f"https://www.example.org/{number}/{seed}"}
            for number, name in enumerate(REFERENCES, 1)
        ],
    }


def _section(draw: Writer, number: int) -> dict[str, Any]:
    cite = REFERENCES[number % 3]
    body: list[Any] = [
        f"{draw.prose(45)[:-1]} [@{cite}].\n\n{draw.prose(12)} **{draw.words(3)}** {draw.prose(9)}",
        "\n".join(f"- {draw.prose(10)}" for _ in range(4)),
    ]
    if number % 6 == 1:
        body.append({"callout": {"tone": "warning", "title": draw.words(3), "text": draw.prose(27)}})
    if number % 6 == 3:
        body.append(
            {
                "table": {
                    "caption": draw.words(4),
                    "columns": [{"heading": draw.words(2)} for _ in range(4)],
                    "rows": [[draw.words(3) for _ in range(4)] for _ in range(5)],
                }
            }
        )
    if number % 6 in (0, 2, 4, 5):
        body.append(f"{draw.prose(24)[:-1]} [@{REFERENCES[(number + 1) % 3]}].")
    return {"heading": draw.words(4), "body": body}


def write_library(root: Path, count: int, sections: int = 6) -> list[Path]:
    """A project of so many handouts; JSON is YAML, and is written without a library."""
    import json

    (root / "content").mkdir(parents=True, exist_ok=True)
    (root / "content" / "clinic.yaml").write_text(CLINIC, "utf-8")
    paths = [root / "content" / f"sample-{seed:04}.yaml" for seed in range(count)]
    for seed, path in enumerate(paths):
        path.write_text(json.dumps(handout(seed, sections), indent=1) + "\n", "utf-8")
    return paths
