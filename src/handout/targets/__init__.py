"""From an edition to what somebody reads: PDF, HTML, plain text."""
