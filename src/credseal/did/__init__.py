"""Identifiers of issuers and learners, and the controller documents that say which keys speak for them.

``did:key`` and ``did:jwk`` are their own documents; ``did:web`` and https identifiers lead to a document on the web.

    from credseal.did.resolver import DefaultResolver

    resolve = DefaultResolver(guarded_fetch)
    resolve("did:web:uni.example").document["assertionMethod"]
"""
