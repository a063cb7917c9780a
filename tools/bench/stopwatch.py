"""A peer's side of the bench: set documents one after the other when asked, and say what each took."""

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any


def serve(compose: Callable[[Any], bytes], documents: Sequence[Any]) -> None:
    """For each line read (numbers of documents), set these and write one line of figures as JSON."""
    for line in sys.stdin:
        rows = []
        for number in map(int, line.split()):
            document = documents[number]
            wall, cpu = time.perf_counter(), time.process_time()
            data = compose(document)
            rows.append([time.process_time() - cpu, time.perf_counter() - wall, len(data)])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(json.dumps({"rows": rows, "peak": peak}) + "\n")
        sys.stdout.flush()
