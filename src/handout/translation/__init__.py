"""Translations in step with the text they follow: block by block, and never with another number in them."""
