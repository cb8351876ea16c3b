meetings-call =
    .label = Call meeting
    .phrase = call meeting | call a meeting
meetings-list =
    .label = Meetings
    .phrase = meetings
meetings-look =
    .label = Look
    .phrase = look at meeting
meetings-come =
    .label = Coming
    .phrase = coming | i can come
meetings-decline =
    .label = Cannot come
    .phrase = cannot come | can't come
meetings-come-after-all = Coming after all
meetings-sign =
    .label = Sign in
    .phrase = sign in
meetings-received =
    .label = Received
    .phrase = received
meetings-opinion =
    .label = Opinion
    .phrase = opinion for the meeting
meetings-move =
    .label = Move
    .phrase = move meeting
meetings-cancel =
    .label = Call off
    .phrase = call off | cancel meeting
meetings-fell-through =
    .label = Fell through
    .phrase = fell through
meetings-result =
    .label = Result
    .phrase = meeting result

meetings-committee-notice = Ningbo Residential Property Regulations, art. 33 para. 2
meetings-committee-notice-plan = Ministry Guide on Assemblies and Committees, No. 274 of 2009, art. 39
meetings-committee-quorum = Ningbo Residential Property Regulations, art. 33 para. 1

meetings-ask-when = Which day and time? For example "30 Nov 19:00" or "next Wednesday 7 pm".
meetings-ask-new-time = To which day and time? For example "30 Nov 19:00" or "next Wednesday 7 pm".
meetings-ask-clock = At what time on { $day }? You can type it, for example "2:30 pm".
meetings-hour-unclear = The time of day on { $day } is not clear. Please write it like "{ $day } 19:00".
meetings-which-moment = Is this the time?
meetings-on = { $at }
meetings-other-time = Another time
meetings-other-agenda = Other agenda
meetings-ask-place = Where?
meetings-ask-agenda = What is on the agenda? One matter a line.
meetings-confirm = Committee meeting of { $estate }: { $at }, { $place }
    { $lines }
    { $rooms ->
        [0] Goes to members and community; no owners' group is bound, so please forward it.
        [one] Goes to members and community; published in the group at once, for opinions.
       *[other] Goes to members and community; published in { $rooms } groups at once, for opinions.
    }
meetings-line-agenda = Agenda: { $agenda }
meetings-short-of-plan = { $days } days' notice is enough by law; 7 days are advised ({ $article }).
meetings-same-day = There is another meeting that day.
meetings-send = Send
meetings-when-unclear = I could not read the day and time. Please write both, for example "30 Nov 19:00" or "next Wednesday 7 pm".
meetings-when-past = That time is over. Please give a later day and time.
meetings-too-soon = Too soon: the agenda is published 3 days before ({ $article }), so { $earliest } at the earliest. Just give another time.
meetings-no-members = { $estate } has no committee members here yet. Invite them first, then call the meeting.
meetings-called = { $code }: the meeting is set. { $told }
    Whoever has not declined is reminded 7 days, 1 day and 2 hours before.
meetings-told = { $rooms ->
        [0] Telling { $people ->
            [one] 1 person
           *[other] { $people } people
        }. Please forward it to the groups and the board.
       *[other] Telling { $people ->
            [one] 1 person
           *[other] { $people } people
        } and { $rooms ->
            [one] 1 group
           *[other] { $rooms } groups
        }.
    }
meetings-told-nobody = { $rooms ->
        [0] There is nobody to tell one by one. Please forward it to the groups and the board.
        [one] There is nobody to tell one by one; it goes to 1 group.
       *[other] There is nobody to tell one by one; it goes to { $rooms } groups.
    }
meetings-forward = To forward and for the board:
    The committee of { $estate } meets { $at }, { $place }. Agenda: { $agenda }. Opinions are welcome before the meeting, from tenants too.
meetings-call-letter = { $code } Committee meeting of { $estate }: { $at }, { $place }
    Agenda: { $agenda }
    Can you come? Nobody can stand in for you.
meetings-report = Report of the committee of { $estate } ({ $code }): it meets { $at }, { $place }
    Agenda: { $agenda }
    Please tell the secretary of any opinion before the meeting. Receipt is not approval.
meetings-notice = The committee of { $estate } meets { $at }, { $place }. Agenda: { $agenda }. Write to me alone with any opinion before the meeting; tenants may too.
meetings-moved = { $code } moved to { $at }; the old reminders are void. { $told }
meetings-moved-letter = { $code } The committee meeting of { $estate } is moved: { $at }, { $place } (was { $was })
    Agenda: { $agenda }
    Can you come at the new time?
meetings-moved-notice = The committee meeting of { $estate } is moved to { $at } (was { $was }), { $place }. Agenda: { $agenda }.
meetings-ask-reason = Why is { $code } not held? One sentence, which everybody is told.
meetings-ask-reason-after = Why did { $code } not take place? One sentence, which everybody is told.
meetings-told-preview = Everybody would read:
    { $letter }
meetings-tell = Tell them
meetings-publish = Publish
meetings-change-words = Change it
meetings-ask-reason-head = { $head }
meetings-cancelled = { $code } is off. { $told }
meetings-fell-through-noted = { $code }: noted that it did not take place. { $told }
meetings-cancelled-letter = The committee meeting of { $estate } { $at } is off.
meetings-cancelled-letter-reason = The committee meeting of { $estate } { $at } is off: { $reason }.
meetings-fell-through-letter = The committee meeting of { $estate } { $at } did not take place.
meetings-fell-through-letter-reason = The committee meeting of { $estate } { $at } did not take place: { $reason }.
meetings-reminder = { $code } Reminder: the committee of { $estate } meets { $at }, { $place }
    Agenda: { $agenda }
meetings-reminder-ask = { $code } Reminder: the committee of { $estate } meets { $at }, { $place }
    Agenda: { $agenda }
    You have not answered yet. Can you come?
meetings-no-quorum-ahead = { $code }: at most { $most } can come of { $members } members; { $needed } are needed ({ $article }).
    Move it, or ask again those who cannot come.

meetings-coming-noted = Noted: you come to { $code } { $at }. { $so_far }
meetings-declined-noted = Noted: you cannot come to { $code }; no more reminders. { $so_far }
meetings-so-far = { $coming } come so far; { $needed } of { $members } members are enough.
meetings-signed-quorum = { $code }: signed in. { $present } of { $members } members are here, more than half: the meeting can begin.
meetings-signed-lacking = { $code }: signed in. { $present } of { $members } members are here, { $lacking } short of more than half.
meetings-sign-early = Sign-in is not open yet; it opens { $opens }.
meetings-sign-late = Sign-in closed with the day of the meeting. Please tell the secretary, for the minutes.
meetings-received-noted = Noted: { $code } received { $at }. Receipt is not approval.
meetings-ask-opinion = What should the committee know for { $code }? One sentence; only secretary and members read it.
meetings-opinion-noted = Noted; secretary and members can read it before the meeting { $at }. It is an opinion, not a vote.
meetings-opinion-told = { $code }, opinions: { $n }. The latest ({ $standing }):
    "{ $words }"
meetings-standing-owner = owner
meetings-standing-tenant = tenant
meetings-standing-guest = no home registered
meetings-standing-community = community
meetings-objects = An opinion
meetings-opinions-list =
    .label = Opinions
    .phrase = show opinions
meetings-opinions-head = { $code }, opinions: { $n } ({ $tenants } of tenants), the latest first:
    { $lines }
meetings-opinion-line = { $standing }: { $words }

meetings-ask-result = What came of { $code }? One sentence, published to all owners.
    { $present }
meetings-was-quorum = { $present } of { $members } members signed in: more than half.
meetings-was-lacking = { $present } of { $members } members signed in, fewer than { $needed }: nothing can be decided ({ $article }).
meetings-result-noted = { $code }: result noted. { $told }
    Residents who ask see it.
meetings-result-mended = { $code }: result corrected. { $told }
meetings-result-notice = Result of the committee meeting of { $estate } on { $day }: { $result }
meetings-result-report = The committee of { $estate } reports the result of { $code }: { $result }

meetings-next = The committee of { $estate } meets { $at }, { $place }. Agenda: { $agenda }.
meetings-last = Last committee meeting of { $estate }, { $day }: { $result }
meetings-was-held = The committee of { $estate } met { $at }; the result is published within 3 days of the meeting.
meetings-was-cancelled = The committee meeting of { $estate } { $at } is off.
meetings-none = No committee meeting is planned, and no result is published yet. Everybody is told 3 days ahead.
meetings-no-assembly = No owners' assembly is planned; one is announced 15 days ahead. Send "meetings" for the committee's.
meetings-none-staff = No meetings lately.
meetings-head = { $n ->
        [one] 1 meeting
       *[other] { $n } meetings
    } (reply with a number):
meetings-line = { $code } { $at } { $place }: { $state } ({ $estate })
meetings-state-planned = { $coming } come, { $declined } cannot, { $silent } silent
meetings-state-present = { $present }/{ $members } signed in, result open
meetings-state-result = result published
meetings-state-cancelled = off
meetings-agenda-of = Agenda: { $agenda }
meetings-card = { $line }
    { $agenda }
    { $community } { $opinions }
meetings-community-silent = Community: no answer yet.
meetings-community-seen = Community: received { $at }.
meetings-opinions-none = No opinions yet.
meetings-opinions = Opinions: { $n } ({ $tenants } of tenants), the latest: "{ $words }"
meetings-unknown = I could not find this meeting. Send "meetings" for the list.
meetings-is-cancelled = This meeting is off. Send "meetings" for the others.
meetings-is-held = This meeting is over. Send "meetings" for its result.
meetings-has-result = The result of this meeting is published; it cannot be called off any more.
meetings-begun = The meeting has begun. When you are there, send "sign in".
meetings-not-begun = The meeting is not held yet; note it after { $at }. If it is off, send "call off".
