"""Whose key signed: the same for credentials, status lists, register records and presentations.

``method`` leads from the name of a verification method to its key and to the one who controls it; ``proofs`` examines every
proof of a document, ``tokens`` a token around one.
"""
