"""Verifiable Credential Data Integrity 1.0: embedded proofs. https://www.w3.org/TR/vc-data-integrity/.

    secured = sign(document, signer, verification_method="did:key:z6Mk...#z6Mk...")
    found = parse(secured, contexts=BUNDLED)
    found.verify(found.proofs[0], key).document         # what the proof covers, without its proofs

``proof`` reads proofs, ``suites`` are the cryptosuites, ``detached_jws`` the signature of the one that is a token, ``transforming`` turns document and
options into the bytes that are signed, ``signing`` and ``verifying`` are the two ends. ``selective`` is
the suite whose proofs hold for parts of a document.
"""
