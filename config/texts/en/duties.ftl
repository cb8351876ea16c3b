duties-list =
    .label = Duties
    .phrase = duties | duty list
duties-look =
    .label = Look
    .phrase = look at duty
duties-published =
    .label = Published
    .phrase = published | has been published
duties-urge =
    .label = Urge
    .phrase = urge

duties-kind-publication-common-income = common parts: operation and income
duties-kind-publication-fund-use = use of the maintenance fund
duties-kind-publication-expenses = running expenses
duties-kind-meeting-result = meeting result
duties-act-publication-common-income = Income out
duties-act-publication-fund-use = Fund out
duties-act-publication-expenses = Expenses out
duties-owed = { $what } (owed by: { $who })
duties-what-publication-common-income = common parts { $period }: operation and income
duties-what-publication-fund-use = use of the maintenance fund { $period }
duties-what-publication-expenses = running expenses { $period }
duties-what-meeting-result = result of { $period }

duties-money-publication-yearly = Ningbo Residential Property Regulations, art. 54 para. 1
duties-money-fund-publication = Ningbo Residential Property Regulations, art. 73 para. 1
duties-money-publication-expenses = Yuyao housing bureau, reply of 2024-05-15, 3(4)
duties-committee-result = Ningbo Residential Property Regulations, art. 33 para. 3

duties-prompt-publication = { $estate }, publication for { $period }: { $n } still missing:
    { $lines }
    By { $by } (house default; { $article } only says every year).
duties-overdue-publication = 🔴 { $estate }, publication for { $period }: overdue by { $days ->
        [one] 1 day
       *[other] { $days } days
    }, { $n } still missing:
    { $lines }
    It was due { $by } (house default; { $article } only says every year).
duties-prompt-meeting-result = { $estate } { $period }: the meeting is over. Publish its result to all owners by { $by } at the latest ({ $article }).
    One sentence on what was decided will do.
duties-overdue-meeting-result = 🔴 { $estate } { $period }: the meeting's result is overdue by { $days ->
        [one] 1 day
       *[other] { $days } days
    }; it was due { $by } ({ $article }).
    One sentence on what was decided will do.

duties-none = Nothing is owed.
duties-none-yet = Nothing is owed.
    Next comes the publication for { $period }: prompted from { $opens }, to be out by { $by } (house default). Get ready:
    { $lines }
duties-head = Duties { $n }: { $overdue } overdue, { $near } due soon, { $fine } in time (reply with a number):
duties-line-overdue = overdue by { $days ->
        [one] 1 day
       *[other] { $days } days
    } · { $what } ({ $estate })
duties-line-near = due soon · { $what }, by { $by } ({ $estate })
duties-line-fine = in time · { $what }, by { $by } ({ $estate })
duties-card = { $line }
    Owed by: { $who }. Rule: { $article }
duties-card-house = { $line }
    Owed by: { $who }. Rule: { $article }, which only says every year; the day is the house default
duties-unknown = I could not find this one. Send "duties" to see what is owed.

duties-which = Which one was published?
duties-ask-evidence = { $what } ({ $estate }): send a photo of the board, or say when and where it was posted; if a notice has a code, write the code.
duties-no-evidence = One piece of evidence is needed: a photo, a code, or when and where it was posted.
duties-done-already = This one is already noted; nothing more to do.
duties-other-estate = { $code } is not a code of { $estate }. Please give one of this estate, or a photo.
duties-done = Noted: { $what } is published ({ $estate }).
    { $rest ->
        [0] Everything for that year is published.
       *[other] { $rest } still missing, by { $by }.
    }
duties-done-one = Noted: { $what } ({ $estate }).
duties-urged = Urged { $estate }: { $what }.
duties-urged-today = Urged today already; tomorrow it can be urged again.
duties-urged-nobody = { $estate } has no secretary or chair here yet; please telephone.
duties-urge-told = Urged by { $who }: { $line }
