"""Inline words: phrases, CommonMark into phrases, sentences and words out."""
