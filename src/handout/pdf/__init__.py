"""Tagged, archival PDF: a canvas and its ledger, with rooms for text, the file and pictures. Knows no handout."""
