"""Papers: what is hung on the board, forwarded to a group or signed by hand.

A paper is a pure function from words already rendered to bytes. It knows no database, no clock and no language: every
sentence comes in as a string, so the same input always gives the same bytes and a paper can be kept by its hash.
"""
