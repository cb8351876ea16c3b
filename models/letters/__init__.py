"""What was promised to be said: a letter is written once, a delivery is one recipient's copy of it.

An answer is a letter born in hand: leased to the process that serves the message. Knows no channel's wire.
"""
