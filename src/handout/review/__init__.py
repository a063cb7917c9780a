"""What a sign-off covers: the canonical digest, the sign-offs, the state they leave a handout in."""
