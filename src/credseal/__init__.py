"""credseal issues, seals and verifies European micro-credentials."""
