"""Tagged, archival PDF on ReportLab's canvas: structure, marks, fonts, shaping, lines, the file. Knows no handout."""
