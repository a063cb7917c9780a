"""The rules: one file each, named for its code, opened by its page.

A rule has `SEVERITY` and `find(subject)`, which gives its findings. Its docstring is what `handout explain` prints.
"""
