"""Flow and style become pages: strips of lines, broken over pages, painted once everything has its place."""
