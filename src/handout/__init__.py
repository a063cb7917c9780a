"""Patient handouts: written once in YAML, made into PDFs that print well, read well aloud, say only what is true."""

from __future__ import annotations

__version__ = "0.1.0"
