"""What an author may write: the handout, the clinic, the references, and every kind of block."""
