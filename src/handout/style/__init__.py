"""How things look: typed properties, sheets that extend one another, and which line decided what."""
