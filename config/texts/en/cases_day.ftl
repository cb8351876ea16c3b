# The secretary's day with cases: the queue, notes, search, figures.
complaints-line-alike = { $line }; { $n } alike
complaints-note =
    .label = Note
    .phrase = internal note | note
complaints-ask-note = What is to be noted of { $code }? Neither its author nor the company sees it.
complaints-noted = Noted of { $code }: “{ $words }”
    Secretary, committee and community see it; its author and the company do not.
complaints-note-not-own = This one is your own: there are no internal notes of it.
complaints-event-noted = { $at } internal note: { $words }
