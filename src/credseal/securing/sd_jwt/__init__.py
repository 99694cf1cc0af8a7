"""SD-JWT: tokens of which the holder shows a part, and the two kinds of credentials made of them.

RFC 9901 (https://www.rfc-editor.org/rfc/rfc9901); draft-ietf-oauth-sd-jwt-vc (https://datatracker.ietf.org/doc/draft-ietf-oauth-sd-jwt-vc/);
Securing Verifiable Credentials using JOSE and COSE, section 3.2 (https://www.w3.org/TR/vc-jose-cose/#secure-with-sd-jwt). The issuer signs
digests in place of claims and hands the claims over beside them, each in a disclosure of its own; the holder passes on those that somebody
shall see, and signs that.

    issued = vc.issue(claims, signer, kid="did:web:uni.example#key-1", disclosable=[("given_name",), ("nationalities", None)])
    shown = bind(present(parse(issued), [("given_name",)]), holder, nonce=nonce, audience=verifier, at=now)

    credential = vc.parse(shown)
    verified = credential.verify(key_of(credential.signer), algorithms={"ES256"})
    check_key_binding(credential.token, verified.sd_jwt, nonce=nonce, audience=verifier, at=now, max_age=five_minutes, algorithms={"ES256"})
    verified.payload, verified.sd_jwt.withheld

``issuing`` and ``parsing`` are the core; ``disclosures`` are its parts, ``processing`` puts them back where they belong; ``claim_paths``
names claims; ``presenting`` is the holder's, ``key_binding`` both sides'; ``vc``, ``key_reference`` and ``type_metadata`` are for
SD-JWT VC, ``credential`` is for credentials of the W3C data model. No key is resolved and nothing is fetched.

What nobody signs: which of the disclosures are there, and their order, unless a key binding covers them. Whoever passes an SD-JWT on
can leave out whatever is selectively disclosable, and a digest without disclosure may be a decoy that stands for nothing: ``withheld``
counts both.
"""
