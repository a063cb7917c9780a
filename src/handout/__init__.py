"""Patient handouts: written once in YAML, made into PDFs that print well, read well aloud, say only what is true."""

from __future__ import annotations

import gc

__version__ = "0.1.0"


def look_seldom_for_garbage() -> None:
    """For a process that makes handouts, from its begin: nearly all that one is made of lasts until it is made.

    So seldom, one handout is made without a search; what held each other is parted before it goes.
    """
    gc.set_threshold(200_000, 20, 50)
