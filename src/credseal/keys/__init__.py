"""Keys: public keys that check signatures, their text forms, and signers that hold the private half.

``public`` is the type that the rest of credseal passes around. ``multikey``, ``jwk`` and ``pem`` read and write it; ``signer``
opens private keys by URI. Weak, broken and unsupported keys are refused when they are read, whatever form they come in.

    from credseal.keys.multikey import from_multikey
    from credseal.keys.signer import open_signer

    signer = open_signer("file:seal.pem", passphrase="correct horse")
    from_multikey("z6Mk...").verify(signature, message)
"""
