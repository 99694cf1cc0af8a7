"""A report for people to read: as text for a terminal. Views know reports and the model, and nothing of how they came to be."""
