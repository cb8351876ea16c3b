complaints-file =
    .label = Report
    .phrase = report | complain | i want to complain | report a problem | /complaint
complaints-mine =
    .label = Progress
    .phrase = progress | my reports | /progress
complaints-look =
    .label = Details
    .phrase = details
complaints-confirm =
    .label = Solved
    .phrase = solved | it works now
complaints-return =
    .label = Not yet
    .phrase = not yet | still broken | not fixed
complaints-withdraw =
    .label = Withdraw
    .phrase = withdraw
complaints-add =
    .label = Add a line
    .phrase = add
complaints-queue =
    .label = To do
    .phrase = to do | queue
complaints-take =
    .label = Mine
    .phrase = take
complaints-hand =
    .label = To company
    .phrase = to company | hand on
complaints-ask =
    .label = Ask
    .phrase = ask
complaints-answer =
    .label = Answer
    .phrase = answer
complaints-phoned =
    .label = By phone
    .phrase = phoned | by phone
complaints-done =
    .label = Done
    .phrase = done | fixed
complaints-hand-back =
    .label = Not ours
    .phrase = hand back | not ours
complaints-for =
    .label = For somebody
    .phrase = on behalf
complaints-alarm-seen =
    .label = I go
    .phrase = i go | on my way
complaints-alarm-there =
    .label = I am there
    .phrase = i am there | on site | arrived
complaints-alarm-false =
    .label = No danger
    .phrase = no danger | false alarm
complaints-alarm-still =
    .label = Still there
    .phrase = still there | still inside
complaints-alarm-safe =
    .label = Safe now
    .phrase = safe now
complaints-alarm-mistake =
    .label = By mistake
    .phrase = by mistake | sent by mistake
complaints-danger =
    .label = Danger
    .phrase = danger | emergency

complaints-ask-story = What is the matter? Text, voice or a photo will do.
complaints-ask-category = What is it about?
complaints-ask-building = Which building? Just its number, such as 3.
complaints-confirm-first = { $lines }
complaints-guess-kept = What you said, “{ $words }”:
complaints-something-else = Something else
complaints-guess-right = { $guess }, right?
complaints-way = If anybody is in danger, send "danger".
complaints-way-duty = If anybody is in danger, send "danger" or call the duty: { $phone }.
complaints-guess-matter = something
complaints-guess-building = { $category }, building { $building }
complaints-guess-kind = { $category }
complaints-guess-spot = { $category }, { $spot }
complaints-guess-common = { $category }, common parts
complaints-guess-unknown = { $guess } (the roster knows no building { $building })
complaints-guess-same = { $guess } ({ $n } open already)
complaints-yes = Right
complaints-not-building = Not building { $building }
complaints-not-category = Not { $category }
complaints-place-building = building { $building }
complaints-place-both = building { $building }, { $spot }
complaints-place-none = common parts
complaints-choose-category = Another kind
complaints-no-building = I cannot tell a building from "{ $said }". Just its number, such as 3; or "common parts".
complaints-filed = Noted as { $code }. Answer from { $who } by { $by }.
    You can send photos now. If your phone stays silent, send "progress" to see the answer.
complaints-filed-voice = Voice message received, { $code }; no need to type. Answer from { $who } by { $by }.
complaints-filed-voice-duty = Voice message received, { $code }; no need to type. Answer from { $who } by { $by }.
    If it cannot wait call the property duty { $duty }.
complaints-filed-for = Noted as { $code }. { $who } owes an answer by { $by }.
complaints-filed-nobody = Noted as { $code }. Nobody is in charge here yet; you will hear when somebody is. If it is urgent call:
    { $lines }
complaints-filed-nobody-bare = Noted as { $code }. Nobody is in charge here yet; you will hear when somebody is.
complaints-holder-named = { $role } { $name }
complaints-photo-drafted = { $n ->
    [one] Got it; it will be kept with the report.
   *[other] Got { $n } files; they will be kept with the report.
    }
complaints-photo-added = { $n ->
    [one] One file added to { $code }; those in charge can see it.
   *[other] { $n } files added to { $code }; those in charge can see them.
    }
complaints-in-room = All right, in private: no flat or name appears here.
complaints-ask-line = Paste the words, or say what it is and where.
complaints-ask-matter = { $where }: what is it about? One sentence will do.
complaints-ask-source = Where does it come from?
complaints-source-group = Owners' group
complaints-source-phone = Telephone
complaints-source-visit = Visit

complaints-story-enclosed = (photo or voice only: open it)
complaints-alert = { $code } { $category } · { $place } · { $who }
    "{ $story }"
    ⏰ answer due { $by }
complaints-returned-told = { $code } returned (no. { $times }): { $category } · { $place } · { $who }
    "{ $story }"
    ⏰ answer due { $by }
complaints-handed-back-told = { $code } handed back by the company: { $reason }
    { $category } · { $place } · { $who }
    "{ $story }"
    ⏰ answer due { $by }
complaints-order = { $code } { $category } · { $place }
    "{ $story }"
    The resident was told: "{ $promised }"
complaints-order-again = { $code } not good yet, says the resident: { $place }
    "{ $story }"
complaints-reporter = { $name } ({ $kind })
complaints-reporter-unbound = no home bound
complaints-answered = { $code }: { $words }
complaints-phoned-told = { $code }: told you by telephone { $at }, { $words }. If that is wrong reply "not so".
complaints-question = { $code }, a question: { $words }
complaints-added-files-told = { $n ->
    [one] { $code }: the resident added a file
   *[other] { $code }: the resident added { $n } files
    }
complaints-added-told = { $code }: the resident adds "{ $words }"
complaints-done-told = { $code } is said to be done. Is it good now?
complaints-done-told-photo = { $code } is said to be done (photo below). Is it good now?

complaints-ask-sentence = What shall the resident of { $code } read? Who comes and when. You can type your own.
complaints-say-now = Somebody is coming now
complaints-say-called = Rescue is called and on the way
complaints-say-today = Somebody comes today
complaints-say-tomorrow = Somebody comes tomorrow morning
complaints-say-three-days = Somebody comes within three days
complaints-handed = { $code } is with the company. The resident reads: "{ $words }"
complaints-handed-nobody = { $code } is with the company, but nobody of it is here yet: please telephone them.
    The resident reads: "{ $words }"
complaints-taken = { $code } is yours. The resident is owed a sentence by { $by }.
complaints-taken-answered = { $code } is yours.
complaints-answer-given = The resident of { $code } will read: "{ $words }"
complaints-answer-noted = { $code } noted: "{ $words }". The resident is not here; please telephone.
complaints-ask-question = What do you want to ask the resident of { $code }?
complaints-question-sent = Asked the resident of { $code }; you will hear. The answer is still due.
complaints-question-nobody = The resident of { $code } is not here; please ask by telephone.
complaints-question-nobody-phone = The resident of { $code } is not here and cannot be asked here. Ask by telephone: { $phone }.
complaints-question-nobody-told = The resident of { $code } is not here and cannot be asked here. Ask by telephone or at the door.
complaints-ask-reason = Why is { $code } not yours? One line; the secretary will read it.
complaints-handed-back = { $code } is back with the secretary.
complaints-done-noted = { $n ->
    [0] { $code } noted as done; the resident is asked whether it is good.
    [1] { $code } noted as done (1 file); the resident is asked whether it is good.
   *[other] { $code } noted as done ({ $n } files); the resident is asked whether it is good.
    }
complaints-done-nobody = { $code } noted as done. The resident is not here; please ask by telephone.
complaints-queue-empty = Nothing to do now.
complaints-queue-some = { $n } to do, the urgent ones first (reply a number for details):
complaints-queue-next = more, on the next page
complaints-queue-head = { $n } to do (reply a number for details):

complaints-none-yet = You have not reported anything yet. Just say what is the matter.
complaints-mine-head = { $n ->
    [0] { $over ->
        [0] Nothing open (reply a number for details):
       *[other] All done (reply a number for details):
        }
   *[other] { $over ->
        [0] { $n } open (reply a number for details):
       *[other] { $n } open, { $over } done (reply a number for details):
        }
    }
complaints-line = { $code } { $category } · { $place }: { $state }
complaints-state-new-by = noted, answer by { $by }
complaints-state-overdue = answer overdue (since { $by })
complaints-state-new = noted
complaints-state-taken = taken
complaints-state-working-who = in hand ({ $who })
complaints-state-waiting = waiting
complaints-state-done = said to be done, your turn
complaints-state-done-theirs = said to be done, the resident's turn (until { $until })
complaints-state-done-until = said to be done, your turn (until { $until })
complaints-state-resolved = solved
complaints-state-silent = no word for 7 days, counted as done for now
complaints-state-declined = cannot be done
complaints-state-transferred = passed to another office
complaints-state-indoors = repair inside the home
complaints-state-duplicate = done together with another
complaints-state-withdrawn = withdrawn by you
complaints-look-head = { $n ->
    [0] { $line }
        "{ $story }"
   *[other] { $line }
        "{ $story }"
        { $lines }
    }
complaints-look-who = From: { $who }
complaints-look-who-home = From: { $who } { $home }
complaints-event-handed = { $at } to the company: { $words }
complaints-event-answered = { $at } answer: { $words }
complaints-event-phoned = { $at } by telephone: { $words }
complaints-event-asked = { $at } asked: { $words }
complaints-event-added = { $at } added: { $words }
complaints-event-added-files = { $at } added an attachment
complaints-event-done = { $at } said to be done. { $words }
complaints-event-done-bare = { $at } said to be done
complaints-event-confirmed = { $at } the resident says it is good
complaints-event-returned = { $at } the resident says not yet
complaints-event-handed-back = { $at } handed back: { $words }
complaints-event-withdrawn = { $at } withdrawn
complaints-event-silent = { $at } no word for 7 days, counted as done for now
complaints-event-alarm-still = { $at } said still in danger
complaints-event-alarm-safe = { $at } said safe now
complaints-event-alarm-seen = { $at } seen by the duty
complaints-event-alarm-there = { $at } the duty is on the spot
complaints-event-alarm-over = { $at } safe now, says the duty
complaints-event-alarm-climbed = { $at } nobody answered, one level up
complaints-event-alarm-unanswered = { $at } nobody was reached
complaints-event-overdue = { $at } answer overdue, reminded
complaints-confirmed = Good, { $code } is solved. Just say so if anything is wrong again.
complaints-returned = { $code } goes back to work (return no. { $times }). Answer by { $by }.
    You can say or photograph what is not good; you need not.
complaints-returned-with = { $code } goes back to work (return no. { $times }), with what you said. Answer by { $by }.
complaints-add-head = What do you want to add to { $code }? Text, photo or voice.
complaints-ask-more = { $head }
complaints-nothing-more = Nothing more
complaints-nothing-added = All right, nothing added; it is in hand.
complaints-added = Added; those in charge of { $code } can see it.
complaints-moved = Changed: { $code } is at { $place }; telling those in charge.
complaints-moved-told = { $code }: the resident corrects the place to { $place }: “{ $words }”
complaints-is-it-the-answer = Is this the answer to the question in { $code }?
complaints-it-is-the-answer = Yes
complaints-it-is-new = Another matter
complaints-withdrawn-told = { $code } was withdrawn by the resident, nothing more to do: { $category } · { $place }
complaints-withdrawn = { $code } is withdrawn.
complaints-unknown = There is no such number. Send "progress" to see what you reported; staff send "to do".
complaints-only-author = Only the person who reported it can do that.
complaints-not-in-hand = { $code } is not with the company now; the secretary has it and will hand it over when it is yours.
complaints-not-take = Somebody has it already, or it is done. Send "to do" to see the rest.
complaints-not-hand = This one is done; it cannot go to the company any more.
complaints-not-answer = This one is done; no answer is needed.
complaints-not-add = This one is done or withdrawn. If it is not good send "not yet"; anything else, just say it.
complaints-not-ask = This one is done; there is nothing to ask.
complaints-not-done = This one is done, or waits for the resident.
complaints-not-confirm = This one is done already.
complaints-not-return = This one is still in hand. Send "progress" to see where it is.
complaints-not-withdraw = This one is done; there is nothing to withdraw.
complaints-not-decline = This one is done already.
complaints-closed-silently = { $code }: no word from you for 7 days, counted as done for now. If it is not good, tap and work goes on.

complaints-alarm-call-lift = ⚠️ Call the duty { $duty } now, lift rescue { $lift }, or { $public }.
complaints-alarm-call-first = ⚠️ Call { $public } now, then the duty { $duty }.
complaints-alarm-call-duty = ⚠️ Call the duty { $duty } now, or { $public }.
complaints-alarm-call-liftonly = ⚠️ Call lift rescue { $duty } now, or { $public }.
complaints-alarm-call-public = ⚠️ Call { $public } now.
complaints-alarm-sounded = { $call }
    { $advice }
    The duty and the secretary are being told ({ $where }); you will hear who has seen it. Still in danger?
complaints-alarm-where-known = { $place }
complaints-alarm-where = which building? Say it
complaints-alarm-where-told = Told those on duty: { $place }.
complaints-alarm-sounded-nobody = { $call }
    { $advice }
    Nobody on duty could be reached from here: please do call. Still in danger?
complaints-alarm-no-estate = { $call }
    { $advice }
    I do not know your estate yet: send "estate" and its name and I will tell the duty.
complaints-alarm-advice-trapped = Tell those inside: press the alarm, do not force the door, do not climb out.
complaints-alarm-advice-gas = Open windows, shut the main valve, touch no switch, and call from outside.
complaints-alarm-advice-fire = Take the stairs down, never the lift, do not go back for things.
complaints-alarm-advice-flood = Shut the main valve, cut the power, keep wet feet from sockets.
complaints-alarm-advice-falling = Keep away from the wall, let nobody pass below.
complaints-alarm-advice-shock = Cut the power, do not pull by hand, push the wire away with dry wood.
complaints-alarm-advice-injury = Do not move the person. Do they answer? Do they breathe? Do as 120 says.
complaints-alarm-kind-trapped = Trapped in a lift
complaints-alarm-kind-gas = Smell of gas
complaints-alarm-kind-fire = Fire or smoke
complaints-alarm-kind-flood = Burst pipe
complaints-alarm-kind-falling = Falling objects
complaints-alarm-kind-shock = Electric shock
complaints-alarm-kind-injury = Somebody hurt
complaints-alarm-told = 🚨 { $kind } · { $estate } { $place } ({ $code })
    "{ $story }"
    { $who }
    Received { $at }. Whoever goes, tap, or reply "I go".
complaints-alarm-yours = { $code } is yours; the resident knows. Say how it is once you are there.
complaints-alarm-taken = Somebody went { $at }.
complaints-alarm-who-named = { $name } on duty
complaints-alarm-who = The duty
complaints-alarm-seen-told = { $who } saw it { $at } and is on the way.
complaints-alarm-calm-told = { $who } looked { $at }: no danger. If anything is wrong, call at once.
complaints-alarm-nobody = Nobody on duty could be reached yet. { $call }
complaints-alarm-still-noted = Understood, still calling people. { $call }
complaints-alarm-safe-noted = Good that you are safe. { $code } goes on until the cause is mended.
complaints-alarm-mistake-noted = All right, { $code } is withdrawn and nobody is called any more.
complaints-alarm-safe-noted-hurt = Good that you are safe. Somebody stays with { $code } to the end.
complaints-alarm-mistake-told = { $code }: the resident said { $at } it was sent by mistake, no danger, no need to go.
complaints-alarm-safe-told = { $code }: safe now, says the resident { $at }.
complaints-alarm-calm = { $code } noted as no danger; nobody is called any more. Give the resident a sentence.
complaints-alarm-passed-on = { $call }
    Telling those on duty: “{ $words }”. Is anybody still in danger?
complaints-alarm-passed-to-nobody = { $call }
    Noted: “{ $words }”. Nobody on duty is here: do call.
complaints-alarm-there-told = { $who } is on the spot, { $at }.
complaints-alarm-there-noted = { $code }: the resident knows that you are there. Say when they are safe.
complaints-alarm-over-told = { $who } said { $at } that they are safe. If anything is wrong, call at once.
complaints-alarm-over-called = { $code }: safe now, says the duty { $at }.
complaints-alarm-over-noted = { $code } noted as safe; the resident knows. The cause is still to be mended.
complaints-alarm-none = There is no alarm for this one.
complaints-danger-ask = Which danger? People first; if you can, call { $fire } or { $injury }.
complaints-danger-story = (reported through "danger": { $kind })
