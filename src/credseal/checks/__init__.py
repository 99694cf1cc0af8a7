"""One file for each question about a credential; each answers with a ``Check``.

The questions look at the same ``Evidence`` and know nothing of each other; the verifier gathers the evidence and asks.
"""
