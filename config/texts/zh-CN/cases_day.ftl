# The secretary's day with cases: the queue, notes, search, figures.
complaints-line-alike = { $line }，同样的共 { $n } 件
