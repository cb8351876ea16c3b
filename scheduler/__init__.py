"""What the calendar asks: one module a feature; each answers what is due and not yet done, and when the next is."""
