"""Opinion rounds: a question to homes and tenants before the committee decides. Heard, never a decision of the owners."""
