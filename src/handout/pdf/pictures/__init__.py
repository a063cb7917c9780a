"""Pictures: checked from their bytes, and drawings painted as paths."""
