"""The ground floor: numbers (each with its legal source), words (every sentence), settings. Knows nothing above it."""
