"""Notices: whom they go to, how they are sent in chunks, corrected and withdrawn, and who was reached by no route."""
