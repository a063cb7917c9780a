"""The colours of all pages of the desk, in the light and in the dark, as properties that their styles name."""

from pathlib import Path

COLOURS = (Path(__file__).parent / "colours.css").read_text("utf-8")
