"""What is asked of a document in an e-seal otherwise than of one with a proof in it: whether the seal fits, and whose it is.

``signature`` and ``issuer_authenticated`` have the names, and the place in a report, of the questions that they stand for; all
others are the same for every credential. ``binding`` compares the issuer in the document with the holder of the certificate.
"""
