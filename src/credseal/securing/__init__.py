"""Securing mechanisms: how a proof is made, and which document a proof really covers.

A folder per mechanism. None of them resolves a key or fetches anything: a proof names its verification method, the
caller brings the key, and gets back the document that the proof covers.
"""
