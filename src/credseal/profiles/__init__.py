"""How standards write a micro-credential down: one package per standard, each with the same three functions.

    written = openbadges.to_document(credential, issuance)        # Written(document, findings)
    reading = openbadges.from_document(document)                  # Reading(credential, issuance, found_at, findings, unread)
    findings = openbadges.check(document)                         # what the standard demands of the structure

A profile knows neither keys nor proofs. What its format cannot hold is a finding, never dropped in silence.
"""
