"""PyYAML, imported once, here.

Its reader in Python has a pattern of all characters that YAML allows, which takes 8 ms to compile and is not used by
the parser in C.
"""

from handout.lean_import import patterns_at_first_use

with patterns_at_first_use():
    import yaml

__all__ = ["yaml"]
