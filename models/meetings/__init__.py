"""Meetings of an owners' committee: called in time, reminded of, signed in to, and their result published."""
