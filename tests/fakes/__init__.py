"""Platforms that behave: they refuse what the real ones refuse, in their words. They know nothing of the product."""
