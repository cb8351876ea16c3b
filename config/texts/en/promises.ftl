# What is promised, until when, and to whom it goes when it is not kept.
complaints-wait =
    .label = Wait
    .phrase = wait for | must wait
complaints-no-wait =
    .label = No need to wait
    .phrase = no need to wait | do not wait
complaints-dispute =
    .label = Not so
    .phrase = not so | i disagree | that is wrong
complaints-more =
    .label = Other ways
    .phrase = other ways | what else can i do

complaints-state-working = in hand
complaints-state-waiting-until = waiting for { $whom } (until { $until })
complaints-line-now = { $line }. { $now }
complaints-more-head = { $line }
complaints-now = Now with: { $who }, since { $since }. { $following }
complaints-by = by { $by }
complaints-by-provisional = by { $by } (holidays not announced yet, may change)
complaints-next-answer = { $n ->
    [0] An answer { $by } (house default)
   *[other] An answer { $by } (house default), else to the { $role }
    }
complaints-next-update = { $n ->
    [0] Word of how it goes { $by } (house default)
   *[other] Word of how it goes { $by } (house default), else to the { $role }
    }
complaints-next-done = { $n ->
    [0] Solved { $by } (house default)
   *[other] Solved { $by } (house default), else to the { $role }
    }
complaints-next-overdue = { $n ->
    [0] Past what was promised, reminded
   *[other] Past what was promised; to the { $role } { $at } if nothing is done (house default)
    }
complaints-next-waiting = Goes on { $until }; waiting does not count as time

complaints-story-by = { $who }
complaints-story-order = with the company
complaints-warn-answer-told = ⏰ { $code }: the resident is owed a sentence by { $by }, soon (house default)
    { $category } · { $place } · { $who }
    "{ $story }"
complaints-warn-update-told = ⏰ { $code }: the resident is owed word of how it goes by { $by }, soon (house default)
    { $category } · { $place } · { $who }
    "{ $story }"
complaints-warn-done-told = ⏰ { $code }: to be solved by { $by }, soon (house default)
    { $category } · { $place } · { $who }
    "{ $story }"
complaints-overdue-answer-told = { $code }: the answer was due { $by } (house default) and the resident has not had a sentence.
    { $category } · { $place } · { $who }
    "{ $story }"
complaints-overdue-update-told = { $code }: word of how it goes was due { $by } (house default); the resident waits.
    { $category } · { $place } · { $who }
    "{ $story }"
complaints-overdue-done-told = { $code }: should have been solved by { $by } (house default). If it cannot be, say what it waits for and until when.
    { $category } · { $place } · { $who }
    "{ $story }"
complaints-raised-answer = { $code }: the answer is overdue, raised to you. Now with: { $holder }; you need not take over.
    { $category } · { $place } · { $who }
    "{ $story }"
complaints-raised-update = { $code }: the resident has long heard nothing, raised to you. Now with: { $holder }; you need not take over.
    { $category } · { $place } · { $who }
    "{ $story }"
complaints-raised-done = { $code }: the solution is overdue, raised to you. Now with: { $holder }; you need not take over.
    { $category } · { $place } · { $who }
    "{ $story }"
complaints-raised-returned = { $code }: sent back for the { $times }. time, raised to you. Now with: { $holder }; you need not take over.
    { $category } · { $place } · { $who }
    "{ $story }"
complaints-climbed-answer = { $code }: the answer is overdue, the { $role } has been told.
complaints-climbed-update = { $code }: no word for long, the { $role } has been told.
complaints-climbed-done = { $code }: the solution is overdue, the { $role } has been told.
complaints-climbed-returned = { $code }: return no. { $times }, the { $role } has been told.
complaints-climbed-counted = { $code }: not solved yet, counted among what is overdue for the { $role }.

complaints-ask-whom = { $code }: whom or what does it wait for? The resident reads it.
complaints-whom-parts = parts
complaints-whom-maintainer = the maintainer
complaints-whom-builder = the builder
complaints-whom-author = the resident to be home
complaints-ask-until = Until which day? It goes on then, e.g. "next Wednesday".
complaints-wait-day = { $day }
complaints-ask-why = Why must it wait? One sentence, the resident reads it.
complaints-why-ordered = ordered
complaints-why-date = agreed for that day
complaints-why-quote = a quote is asked for
complaints-wait-day-unclear = Which day is that? E.g. "next Wednesday", "3 December".
complaints-wait-day-far = A day from tomorrow until { $last } (house default).
complaints-waits-told = { $code } waits for { $whom } and goes on { $until }.
complaints-waits-told-why = { $code } waits for { $whom } and goes on { $until }: { $why }.
complaints-waits-noted = { $code } waits for { $whom } until { $until }; the resident is told. Waiting does not count as time.
complaints-waits-noted-nobody = { $code } waits for { $whom } until { $until }. The resident is not here, please telephone.
complaints-resumed-told = { $code }: the day has come, go on: { $category } · { $place }
    "{ $story }"
complaints-wait-disputed-told = { $code }: the resident says there is nothing to wait for; time counts again, give a sentence: { $category } · { $place }
    "{ $story }"
complaints-contradicted-told = { $code }: the resident says the answer is not so, give another: { $category } · { $place }
    "{ $story }"
complaints-no-wait-noted = Good, { $code } waits no longer, those who have it are told. Answer by { $by }.
    You can say why; you need not.
complaints-contradicted-noted = Noted, those who have { $code } are told. Another answer by { $by }.
    You can say what is not so; you need not.
complaints-not-wait = This one is over, or the resident is to judge it; nothing waits.
complaints-not-dispute-wait = This one does not wait. Send "progress" to see where it stands.
complaints-not-contradict = Nothing was answered here yet. Send "progress" to see where it stands.

complaints-event-waits = { $at } waits: { $words }
complaints-event-resumed = { $at } the day came, goes on
complaints-event-wait-disputed = { $at } the resident sees nothing to wait for
complaints-event-contradicted = { $at } the resident says the answer is not so
complaints-event-overdue-update = { $at } no word for long, reminded
complaints-event-overdue-done = { $at } solution overdue, reminded

complaints-end =
    .label = Not ours
    .phrase = not ours to solve | cannot be done | pass it on
complaints-ask-way = How does { $code } end? The resident reads it and may open it again.
complaints-way-transferred = Another office
complaints-way-indoors = Inside the home
complaints-way-declined = Not taken up
complaints-ask-office = Which office? Write name and telephone; those listed are house defaults, the township's word counts.
complaints-office-illegal-building = Illegal building: law enforcement, { $phone }
complaints-office-structure = Bearing wall: housing bureau, { $phone }
complaints-office-fire-lane = Fire lane blocked: fire rescue, { $phone }
complaints-office-noise = Noise: police station, { $phone }
complaints-office-group-rent = Crowded letting: township, { $phone }
complaints-ask-repair = How is it mended inside the home?
complaints-indoors-own = the resident's own repairer
complaints-indoors-paid = the company for a fee: a price first, work when you agree
complaints-ask-why-not = Why is it not taken up? One sentence, the resident reads it.
complaints-ended = { $code } is over, the resident reads: "{ $words }"
complaints-ended-nobody = { $code } is over: "{ $words }". The resident is not here, please telephone.
complaints-declined-told = { $code } cannot be done here: { $words }. If you disagree tap, and it is open again.
complaints-transferred-told = { $code } has gone to the office in charge. { $words }. If you disagree tap, and it is open again.
complaints-indoors-told = { $code } is inside the home: { $words }. If you disagree tap, and it is open again.
complaints-not-end = This one is over.
complaints-event-declined = { $at } cannot be done: { $words }
complaints-event-transferred = { $at } passed on: { $words }
complaints-event-indoors = { $at } inside the home: { $words }
