"""ecdsa-sd-2023: the holder shows some of a credential's statements, and the issuer's proof holds for these.

Data Integrity ECDSA Cryptosuites 1.0, sections 3.4 to 3.6: https://www.w3.org/TR/vc-di-ecdsa/#ecdsa-sd-2023 . The issuer signs every
statement of the credential by itself, with a key made for this credential alone, and signs that key together with the statements that
must always be shown (the *base proof*). The holder, who gets all that, hands on a document with some of the statements and their
signatures (a *derived proof*). Blank nodes have pseudorandom names, since numbered ones would tell how much is withheld.

    from credseal.securing.data_integrity.selective.deriving import derive

    secured = sign(document, signer, verification_method="did:web:uni.example#key-1", cryptosuite="ecdsa-sd-2023",
                   options=ProofOptions(mandatory_pointers=["/issuer", "/credentialSubject/achievement/name"]))
    shown = derive(secured, ["/credentialSubject/result"])       # for a verifier; ``secured`` itself is for nobody
    found = parse(shown, contexts=BUNDLED)
    found.verify(found.proofs[0], key).document                  # what is shown, and nothing else

``selection`` takes a part of a document by JSON pointers, ``statements`` says which of its statements that part states, ``values`` are
the two forms of ``proofValue``, ``base`` makes the first, ``deriving`` the second of it, and ``disclosed`` checks that. Nothing here
resolves a key, and the base proof is never believed: who shows it shows everything, and the key of the pseudorandom names with it.
"""
