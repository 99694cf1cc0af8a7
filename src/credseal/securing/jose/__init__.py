"""JSON Object Signing and Encryption: what is signed as a token. https://www.rfc-editor.org/rfc/rfc7515.

    token = parse(text)
    token.verify(key, algorithms={"ES256", "RS256"})
    token.payload                                   # what the signature covers

``jws`` reads and checks compact JSON Web Signatures, ``algorithms`` knows what they and seals may be signed with. ``credential`` reads tokens
that hold credentials, ``claims`` holds what they claim beside the credential against it, ``signing`` makes them. Whose the key is, is the
caller's business.
"""
