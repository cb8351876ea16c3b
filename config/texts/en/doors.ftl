# The doors to knock on
doors-list = { $code }: homes to knock at or leave a slip ({ $n }):
    { $lines }
doors-list-asked = { $code }: homes to ask at the door ({ $n }; without a route: { $unreached }, not answered: { $silent }):
    { $lines }
doors-line = Building { $building }: { $rooms }
doors-line-more = Building { $building }: { $rooms } and more ({ $n })
doors-doubt = Nobody knows whether it reached ({ $n }): { $who }
doors-doubt-more = Nobody knows whether it reached ({ $n }): { $who } and others
doors-person = { $who } ({ $homes })
doors-homeless = { $who }
doors-and = { $first }, { $rest }
doors-nobody = { $code }: somebody in every home can get it, no need to knock.
doors-nobody-left = { $code }: every home has answered, no need to knock.

doors-heading = Door list: { $title }
doors-column-building = Building
doors-column-room = Room
doors-column-why = Why
doors-why-unreached = no route
doors-why-silent = not answered
doors-told = Told
doors-left = Slip left
doors-remark = Remarks
doors-file = doors { $code }
