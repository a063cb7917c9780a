"""A package that a clinic's systems can take: files, what they are, and a way to check them as they lie."""
