"""Dataclasses: the standard ones to a type checker; to Python, ones that make their methods when they are first called.

The standard decorator compiles half a dozen methods for each class as it is imported, a third of a millisecond. Of some
140 classes a run makes instances of half, and compares those of a few.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass, field, fields, is_dataclass, replace
else:
    from handout.late.records import dataclass, field, fields, is_dataclass, replace

__all__ = ["dataclass", "field", "fields", "is_dataclass", "replace"]
