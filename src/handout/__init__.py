"""Patient handouts: written once in YAML, turned into PDFs that print well, read well aloud and say only what is true."""

__version__ = "0.1.0"
