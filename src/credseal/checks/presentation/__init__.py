"""The questions about a presentation itself; those about the credentials in it are asked of each as ever.

``occasion``: made for this verifier, in answer to this challenge? ``freshness``: now, and for the first time? ``holder``: by whoever it says presents?
``examining`` (a Data Integrity proof) and ``bound`` (an SD-JWT with key binding) ask them in an order in which nothing is fetched for a
presentation that was not made for us.
"""
