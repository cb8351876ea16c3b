# Notices: written, sent, followed, corrected, withdrawn; read by residents

notices-write =
    .label = New notice
    .phrase = post notice | new notice | write notice
notices-list =
    .label = Notices
    .phrase = notices | notice | latest notices
notices-look =
    .label = Full text
    .phrase = read notice | full text
notices-report =
    .label = Progress
    .phrase = notice progress | notice report
notices-pack =
    .label = Share pack
    .phrase = share pack
notices-walk =
    .label = Door list
    .phrase = door list | not reached
notices-pause =
    .label = Pause
    .phrase = pause notice
notices-resume =
    .label = Resume
    .phrase = resume notice
notices-cancel =
    .label = Stop
    .phrase = stop notice
notices-correct =
    .label = Correct
    .phrase = correct | correct notice
notices-withdraw =
    .label = Withdraw
    .phrase = withdraw notice

notices-ask-words = What does the notice say? You can add photos or files.
notices-ask-caption = Got it. Add one sentence so that people know what it is about.
notices-ask-whom = { $ask }
notices-whom-first = Who is it for? Choose one or several, or type buildings and entrances, such as "3幢2单元" or "building 3".
notices-whom-so-far = Chosen: { $whom }. Anybody else?
notices-enough = That is all
notices-whom-all = everybody
notices-whom-owner = owners
notices-whom-tenant = tenants
notices-whom-garage = parking users
notices-whom-shop = shops
notices-whom-committee = committee
notices-whom-building = building { $building }
notices-whom-entrance = building { $building } entrance { $entrance }
notices-whom-of = { $group } of { $place }
notices-whom-and = { $first }, { $rest }
notices-ask-together = Which do you mean?
notices-both = Both
notices-audience-unclear = I did not get "{ $said }". You can say "building 3", "3幢2单元", "tenants", "owners, shops" or "everybody".
notices-no-building = There is no building { $building } here. Please check the number, or choose everybody.
notices-no-entrance = Building { $building } has no entrance { $entrance }. Please check, or say only "building { $building }".

notices-preview = { $preview }
notices-preview-shown = { $head }
    { $words }
    { $lines }
notices-preview-homes = To { $whom }. Homes: { $homes }, people: { $people }.
notices-preview-people = To { $whom }. People: { $people }.
notices-preview-nobody = No { $whom } are known here yet, so it cannot be sent. Choose somebody else, such as everybody.
notices-preview-night = It is the quiet time: it goes out { $until }, so as not to wake people.
notices-preview-late = ⚠️ Quiet time: it goes out { $until }, and what it speaks of may have begun by then. If it cannot wait, send it now.
notices-words = "{ $words }"
notices-words-files = "{ $words }" ({ $n } enclosed)
notices-words-meant = { $told } ({ $meant })
notices-meant = "{ $words }" is { $days }
notices-meant-and = { $first }, { $rest }
notices-meant-or = { $first } or { $rest }
notices-routes = { $mailbox ->
    [0] Told by phone: { $push }.
   *[other] Told by phone: { $push }; when they next look in: { $mailbox }.
    }
notices-routes-nobody = Nobody can get it on a phone: please post it and knock once it is out.
notices-routes-none = Homes without a route: { $n }; you get a door list once it is out.
notices-send = Send
notices-send-morning = In the morning
notices-send-urgent = Urgent, now
notices-change-words = Change text
notices-change-whom = Change who
notices-sent = { $code } { $when }
    { $lines }
notices-goes-now = is out.
notices-goes-nobody = is noted; nobody can get it on a phone.
notices-goes-later = is noted and goes out { $until }.
notices-sent-follow = For chat groups and the board use the share pack.
notices-sent-missing = Homes without a route: { $n }; the door list names them.

notices-letter-first = 📢 { $words }
    { $by }, { $day } ({ $code })
notices-letter-correction = 📢 Correction: { $words }
    This one counts; what was sent before is void.
    { $by }, { $day } ({ $code })
notices-letter-withdrawal = 📢 Withdrawn: "{ $words }" no longer counts.
    { $reason }
    { $by }, { $day } ({ $code })
notices-by-developer = { $estate } service
notices-by-preparing = { $estate } preparatory group
notices-by-committee = { $estate } owners' committee
notices-by-re-election = { $estate } re-election group
notices-by-management = { $estate } management committee

notices-list-head = Latest notices (reply with a number to read one):
notices-list-found = Found { $n } (reply with a number to read one):
notices-none-of-this = There is no notice about that. The latest are:
notices-none-yet = There are no notices yet. If it is pressing, ask the secretary.
notices-line = { $code } { $title } · { $day }
notices-line-for = { $line } · { $whom }
notices-line-withdrawn = { $line } · withdrawn
notices-read = { $words }
    { $by }, { $day } ({ $code })
notices-read-corrected = { $words }
    { $by }, corrected { $day } ({ $code })
notices-read-withdrawn = { $code } was withdrawn { $day }: { $reason }
    It said: { $words }
notices-written = Notice of { $day }: { $words }
notices-written-over = Notice of { $day }, about { $last }, which is over: { $words }
notices-none-coming = There is no new notice about this. The last one was for { $last }, which is over:
    { $code } { $title }
notices-unknown = There is no notice with this number. Send "notices" for the latest.

notices-report-shown = { $code } { $title } ({ $whom })
    { $lines }
notices-state-sent = Sent { $at }
notices-state-urgent = Sent { $at } (urgent, in the quiet time too)
notices-state-corrected = Corrected { $at }
notices-state-later = Waits until { $until }
notices-state-paused = Paused: what has not gone out waits
notices-state-cancelled = The rest is not sent any more
notices-state-withdrawn = Withdrawn; residents can read why
notices-count-delivered = delivered to { $n }
notices-count-waiting = { $n } on the way
notices-count-held = { $n } still to go
notices-count-unknown = { $n } uncertain
notices-count-looks = { $n } when they next look in
notices-count-blocked = { $n } turned me off
notices-count-failed = { $n } failed
notices-count-dropped = { $n } not sent any more
notices-count-no-route = { $n } not reachable by phone
notices-and = { $first }, { $rest }
notices-live-going = 📤 { $code } { $title }
    Sent { $done }/{ $all }
notices-live-paused = 📤 { $code } { $title }
    Paused, sent { $done }/{ $all }
notices-live-later = 📤 { $code } { $title }
    Goes on { $day } { $clock }, sent { $done }/{ $all }
notices-live-done = { $code } is through: { $title }
    { $lines }
notices-live-cancelled = { $code } is not sent any more: { $title }
    { $lines }
notices-live-stopped = { $code }, this version is not sent any more, a later one holds: { $title }
    { $lines }
notices-doors-all = Somebody in every home can get it (homes: { $homes })
notices-doors-missing = Homes without a route: { $n } of { $homes } ({ $where })
notices-doors-of = building { $building }: { $n }
notices-doors-more = buildings in all: { $n }

notices-paused = { $code } is paused: what has not gone out waits. Those who have it keep it.
notices-resumed = { $code } { $when }
notices-cancelled = { $code }: the rest ({ $n }) will not get it. Those who have it keep it; withdraw it to make it void.
notices-ask-correction = Write the whole new text of { $code } "{ $title }"; you can add photos or files.
notices-corrected = { $code } corrected: { $when } Only those who got it or were to get it are told, once each.
    { $lines }
notices-ask-reason = Why is { $code } withdrawn? Those who got it will read this; you can type your own words.
notices-withdraw-preview = { $code } is withdrawn. Those who got it will read:
    "{ $reason }"
notices-withdraw-now = Withdraw
notices-change-reason = Other reason
notices-wrong = A mistake
notices-changed = Plans changed
notices-reason-wrong = It had a mistake; please go by the notice that follows
notices-reason-changed = Things have changed; what was planned is off
notices-withdrawn = { $code } is withdrawn. Those who got it are told; the list shows it as withdrawn.
notices-is-withdrawn = This one is withdrawn and can no longer be changed or shared. For a new one send "post notice".
notices-is-sending = This one is being sent. Send "pause notice" first.
notices-is-paused = This one is paused already. Send "resume notice" or "stop notice".
notices-is-done = This one has gone out to everybody and cannot be paused. You can correct or withdraw it.
notices-is-cancelled = The rest of this one is already stopped. You can correct or withdraw it.
notices-is-stopped = A later correction has taken the place of this version. Send "notices" for the latest.

notices-pack-text = { $estate } notice: { $words }
    { $by }, { $day }
notices-pack-how = Forward the text above and the poster to chat groups; print the A4 page for the board.
    Then send "posted { $code } owners' group 1", with a photo if you like.

notices-heading = Notice
notices-poster-kind = Notice
notices-poster-more = Scan for the full text
notices-poster-scan = Scan to read it, or to tell us something
notices-board-scan = Scan for the full text
notices-file-poster = poster { $code }
notices-file-board = notice { $code }
