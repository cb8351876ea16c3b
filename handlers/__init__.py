"""What people ask: one module a feature, and the desk that understands all of them. Features do not know each other."""
