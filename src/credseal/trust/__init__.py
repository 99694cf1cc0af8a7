"""Who may be trusted to issue: registers of issuers.

    Register.load(Path("universities.json"), signed_by="did:key:z6Mk...").find("did:web:uni.example")

A register is somebody's word about issuers; which registers to believe is the verifier's choice.

``register`` is a register and its format, ``entry`` one issuer in it, ``listing`` what it says of one at an instant; ``sources`` and ``seals`` see to it that
the words are the register's own; ``dcc`` and ``federation`` read other people's forms; ``publishing`` signs a register.

``accreditation`` holds what registers of quality assurance say (``accreditation_record``), in credseal's own form, in DEQAR's (``deqar``) or in the
European Learning Model (``qdr``).

``anchors`` is whose certificates are believed; ``eu_lists`` the trusted lists of the Union, which know what such certificates are good for.
"""
