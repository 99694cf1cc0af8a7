"""X.509: certificates of seals, the paths from them to an anchor, what their authorities say about revocation, timestamps.

``certificate`` is the type that the rest of credseal passes around. ``paths`` finds the way from a certificate to one that is
trusted already, ``revocation`` reads the answers of OCSP responders and revocation lists. Nothing here fetches anything: what is
needed is handed in, and what is missing is said to be missing.

    from credseal.pki.certificate import Certificate, load_certificates
    from credseal.pki.paths import default_validator

    anchors = load_certificates(Path("authorities.pem").read_bytes())
    path = default_validator().validate(Certificate.parse(der), others, anchors, at=sealed_at, purpose="seal")
"""
