"""Who may be trusted to issue: registers of issuers.

    Register.load(Path("universities.json")).find("did:web:uni.example")

A register is somebody's word about issuers; which registers to believe is the verifier's choice.
"""
