"""What a micro-credential says, in the words of the European standard and apart from every format.

*A European approach to micro-credentials* (2021), annex to the Council Recommendation 2022/C 243/02:
https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32022H0627(02) . ``Achievement`` is what can be earned, the same for
all learners; ``MicroCredential`` is one learner's record of it. Every element may be absent: whether enough is said is a
check, not a property of the record. What cannot be true raises ``ModelError`` when the record is built.

    course = load_achievement(read_record(Path("course.yaml")))          # credseal.model.load, credseal.model.files
    ada = load_learner(read_record(Path("learner.yaml")))
    credential = course.award(ada, awarded_on=date(2026, 11, 20), grade="5", obtained_by="course")
    credential.workload                                                  # the award's own, else the achievement's

==========================================  ===================================================================
element of the standard                     where it is
==========================================  ===================================================================
identification of the learner               ``MicroCredential.learner``
title                                       ``Achievement.title``
country or region of the issuer             ``Organisation.address`` (and ``Achievement.place_of_issue``)
awarding body                               ``Achievement.awarding_bodies``
date of issuing                             ``MicroCredential.awarded_on``; sealing: ``profiles.issuance.Issuance``
learning outcomes                           ``Achievement.learning_outcomes``
notional workload                           ``workload``
level, and cycle                            ``Achievement.levels``
type of assessment                          ``assessments``
form of participation                       ``participation``
quality assurance                           ``Achievement.quality_assurance``
prerequisites                               ``Achievement.prerequisites``
supervision and identity verification       ``assessments``: ``supervision``, ``identity_verified``
grade achieved                              ``MicroCredential.grade``, scale: ``Achievement.grading_scale``
integration and stackability                ``Achievement.stackability``
further information                         ``Achievement.further_information``
==========================================  ===================================================================
"""
