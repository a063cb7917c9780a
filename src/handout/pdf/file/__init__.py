"""The file itself: objects, structure tree, embedded fonts, metadata."""
