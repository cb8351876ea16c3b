"""Plays a written conversation through the real dispatcher, sender and calendar. The tests and `play FILE` use it."""
