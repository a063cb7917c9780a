"""The kinds of value an author types, each with how it is read, refused and described.

A value type has `read(node, problems) -> value | None` and `schema() -> dict`, both class methods.
"""
