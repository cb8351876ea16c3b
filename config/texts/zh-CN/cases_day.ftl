# The secretary's day with cases: the queue, notes, search, figures.
complaints-line-alike = { $line }，同样的共 { $n } 件
complaints-note =
    .label = 内部备注
    .phrase = 内部备注 | 备注
complaints-ask-note = { $code } 要记什么？反映人和物业看不到。
complaints-noted = { $code } 备注记下了：“{ $words }”
    秘书、业委会、社区看得到；反映人和物业看不到。
complaints-note-not-own = 这件是您自己反映的，不记内部备注。
complaints-event-noted = { $at } 内部备注：{ $words }
