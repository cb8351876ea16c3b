"""The house rules, held by machine. Each file opens with why; a rule that hurts is changed here, in the open."""
