"""What a clinic has already, made into a handout: Word, HTML, Markdown and plain text."""
