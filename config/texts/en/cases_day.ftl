# The secretary's day with cases: the queue, notes, search, figures.
complaints-line-alike = { $line }; { $n } alike
