"""Open Badges 2.0, verified: the same questions and the same report as for other credentials, answered in the old way.

https://www.imsglobal.org/sites/default/files/Badges/OBv2p0Final/index.html , section "Verification". A *hosted* badge is right where its own
address has the same document; a *signed* one is a JSON Web Signature by a key that the issuer's Profile lists. Who the issuer is, in both,
only the Profile at the issuer's own address says, never the copy in a badge.

    if is_badge(envelope):
        report = examine(envelope, evidence, fetch=guarded_fetch)

``gathering`` gets documents, ``badge`` holds one badge and all that it leads to, ``comparing`` holds it beside its copy, ``scope`` says which
addresses are the issuer's, ``signing`` finds keys and checks signatures, ``revocation`` reads lists, ``answers`` puts the questions.
"""

from credseal.checks.openbadges2.examining import examine, is_badge

__all__ = ["examine", "is_badge"]
