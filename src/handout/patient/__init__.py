"""A print for one patient: what is told of the patient comes in, a PDF goes out, and nothing is kept."""
