"""YAML to typed, located values. Knows nothing of handouts."""
