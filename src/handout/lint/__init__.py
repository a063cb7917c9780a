"""Advice on a handout: rules, each one file whose docstring is its page, and the reports made of their findings."""
