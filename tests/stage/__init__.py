"""The stage: plays a transcript through the real dispatcher, sender and calendar, on real databases."""
