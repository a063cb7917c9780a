"""The desk: a web page on this machine in front of the same files that the verbs work on."""
