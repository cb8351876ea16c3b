opinions-ask =
    .label = Ask homes
    .phrase = ask residents | opinion round
opinions-answer =
    .label = This one
opinions-look =
    .label = See it
    .phrase = see the question
opinions-mine =
    .label = Opinions
    .phrase = opinions | votes | polls
opinions-reason =
    .label = Add words
    .phrase = add words | add a reason
opinions-result =
    .label = Result
    .phrase = result | results
opinions-remarks =
    .label = Remarks
    .phrase = remarks
opinions-paper =
    .label = Sheet
    .phrase = result sheet
opinions-progress =
    .label = Turnout
    .phrase = turnout
opinions-forward =
    .label = Forward
    .phrase = forward pack
opinions-walk =
    .label = Door list
    .phrase = round door list | who has not answered
opinions-edit =
    .label = Reword
    .phrase = reword
opinions-close =
    .label = Close now
    .phrase = close early
opinions-withdraw =
    .label = Withdraw
    .phrase = withdraw round
opinions-suggest =
    .label = Suggest
    .phrase = suggest | suggestion | I have a suggestion
opinions-other = Another one

opinions-ask-question = What do you want to ask? One sentence, such as "Where should the clothes racks go?"
opinions-question-long = The question in { $most } characters at most, please; details come next.
opinions-ask-options = Which options? One a line, 2 to 9; or tap a ready set.
opinions-preset-for = In favour
opinions-preset-against = Against
opinions-preset-either = Either way
opinions-preset-yes = Yes
opinions-preset-no = No
opinions-preset-unsure = Not sure
opinions-options-number = I got { $n }; it takes 2 to 9 options, one a line.
opinions-options-twice = Two options are the same, please change one.
opinions-options-long = Each option in 40 characters at most, please; details come next.
opinions-ask-explanation = Anything to explain? You can send a photo or file with it.
opinions-explanation-long = The explanation in { $most } characters at most, please; send longer ones as a file.
opinions-ask-days = Open for how many days? Send a number; { $days } is usual (house default).
opinions-days = { $n } days
opinions-days-wrong = Between 1 and { $most } days, please.
opinions-ask-split = Before the close, may everybody see how many homes chose what?
opinions-split-hidden = Hidden till close
opinions-split-shown = Shown as it comes
opinions-ask-scope = Who is asked? Owners and tenants both, counted apart.
opinions-scope-estate = Whole estate
opinions-scope-building = One building
opinions-ask-building = Which building? Send a number.
opinions-no-such-building = There is no such building in the roster; please check the number.
opinions-preview = To be sent: { $question }
    { $options }
    Closes { $until }; { $split }{ $files ->
        [0] { "" }
       *[other] ; { $files } enclosed
    }
    { $whom }, { $people ->
        [one] 1 person
       *[other] { $people } people
    } reachable here. Send it?
opinions-whom-estate = Asks { $homes ->
        [0] the whole estate
        [one] 1 home
       *[other] all { $homes } homes
    }
opinions-whom-building = Asks only building { $building }, { $homes ->
        [one] 1 home
       *[other] { $homes } homes
    }
opinions-send = Send
opinions-change-words = Change words
opinions-change-terms = Change terms
opinions-opened = { $code } is out, closing { $until }.{ $rooms ->
        [0] { "" }
       *[other] {" "}The owners' group shows a board.
    }
    { $people ->
        [one] 1 person is
       *[other] { $people } people are
    } asked in private; for the others please forward the poster.{ $reminder }
opinions-closes = { $day } { $clock }

opinions-question = { $estate } committee asks: { $question }
    { $lines }
opinions-reminder = { $estate } committee asks, until { $until }; your home has not answered: { $question }
    { $lines }
opinions-only-listening = A consultation, not a vote of the owners' assembly.
opinions-reminds =
    { "" }
    Homes that have not answered are reminded once, { $days ->
        [one] 1 day
       *[other] { $days } days
    } before the close (house default).
opinions-reminded =
    { "" }
    { $n } who had not answered were reminded.
opinions-yours = You chose { $option }
opinions-how = Choose, or change, until { $until }; a home counts once. A consultation, not a vote of the owners' assembly.
opinions-how-building = Building { $building } only. Choose, or change, until { $until }; a home counts once. A consultation, not a vote of the owners' assembly.
opinions-only-building = Building { $building } only.
opinions-board = 📊 The committee asks: { $question } (until { $until })
    { $lines }
    { $turnout } A consultation, not a vote.
opinions-board-closed = 📊 Opinion round closed: { $question }
    { $turnout } The result follows below.
opinions-turnout = Answered: owners' homes { $homes }, tenants' homes { $tenants } (of { $asked }).
opinions-turnout-unknown = Answered: owners' homes { $homes }, tenants' homes { $tenants }.
opinions-noted = Noted: { $option }{ $homes ->
        [1] { "" }
       *[other] {" "}(for all your { $homes } homes)
    }. You can change it until { $until }.
opinions-late = It closed on { $closed }; this was not counted. Everybody can see the result.
opinions-late-withdrawn = This round was withdrawn: { $reason }.
opinions-reworded = The question was reworded; please see the new one first.
opinions-bind-first = Answers count by home. Tell me your home first, such as "3-2-501"; then you can choose. Tenants can too: an owner sends "invite to my home" and gives you the code, or see the secretary.
opinions-bind-room = Answers count by home. Tap my picture and tell me your home in private first, then choose here.
opinions-other-estate = Only residents of { $estate } are asked, and you are registered in another estate. With a home in { $estate } too, tap below and tell me its address.
opinions-helper = You are registered as family; please let the owner choose. Your words can be noted.
opinions-other-building = Only building { $building } is asked; your words can be noted.
opinions-ask-reason = What would you like to say? The committee reads it with the result, without name or flat.
opinions-reason-noted = Noted beside your { $option }, without your name.
opinions-reason-noted-alone = Noted; the committee reads it with the result, without your name.
opinions-which-first = Several rounds are open: send "opinions", open one, then add your words.
opinions-none-open = Nothing is being asked at the moment. Just say what you have in mind; the committee reads it.
opinions-list = { $n } rounds are open (reply a number):
opinions-line-coded = { $code } { $line }
opinions-line = { $question } (until { $until })
opinions-unknown = There is no such round. Send "opinions" to see what is open.
opinions-ended = This round is over. Send "result" to see how it went.
opinions-hidden = How many chose what is hidden till the close, so that nobody is swayed. Everybody sees it after { $until }.
opinions-withdrawn-no-result = This round was withdrawn and has no result: { $reason }.
opinions-withdrawn = Opinion round withdrawn: { $question }
    Reason: { $reason }

opinions-result-text = 📊 Opinion round, result: { $question }
    { $turnout }
    { $lines }
    Heard under { $article }; not a vote of the owners' assembly.
opinions-result-now = 📊 Opinion round (open until { $until }): { $question }
    { $turnout }
    { $lines }
    Heard under { $article }; not a vote of the owners' assembly.
opinions-split-line = { $option } { $homes ->
        [1] 1 home
       *[other] { $homes } homes
    } ({ $share }){ $tenants ->
        [0] { "" }
       *[other] , tenants { $tenants }
    }
opinions-split-none = { $option } { $homes ->
        [1] 1 home
       *[other] { $homes } homes
    }{ $tenants ->
        [0] { "" }
       *[other] , tenants { $tenants }
    }
opinions-split-and = { $first }; { $rest }
opinions-ended-early-line = Closed early: { $reason }
opinions-building-line = Building { $building }: { $split }
opinions-building-rest = Other buildings: { $split }
opinions-no-remarks = Nobody added any words.
opinions-remarks-all = What residents said ({ $n }, without names):
    { $lines }
opinions-remarks-some = What residents said ({ $n } in all, complete on the sheet):
    { $lines }
opinions-paper-later = The sheet is made after the close ({ $until }).
opinions-paper-here = The result sheet of "{ $question }", to print and post.

opinions-progress-text = { $code } { $question } (until { $until })
    { $turnout }
    { $split }{ $doubtful ->
        [0] { "" }
       *[other] {" "}Whether the owners' group has its board is unknown; the next answer posts a new one.
    }{ $reminder }{ $media }
opinions-progress-hidden = How many chose what is shown after the close.
opinions-forward-how = Forward these words and the poster to your chat groups; print the PDF for the board.
    Then send "posted { $code } owners' group 1", with a photo if you like.
opinions-forward-text = { $estate } committee asks: { $question }
    Until { $until }: scan the poster and choose; tenants too.
    A consultation, not a vote of the owners' assembly.
opinions-only-opener = Only whoever opened this round can change or end it.
opinions-edit-late = { $n } homes have answered, so the question stays: they answered the old one. To ask something else, withdraw it and open a new round.
opinions-edit-preview = { $code } would ask { $people } people anew: { $question }
    { $options }
opinions-ask-again = Ask anew
opinions-write-again = Change it
opinions-edited = { $code } now asks: { $question }
    Nobody had answered; everybody is asked anew (until { $until }).
opinions-ask-why-close = Why close early? One sentence; the result will say it.
opinions-close-preview = { $code } closes now and cannot be opened again. The result goes to the committee and the groups at once, with the reason:
    "{ $reason }"
opinions-close-now = Close it
opinions-withdraw-preview = { $code } is withdrawn, without a result. Everybody will read the reason:
    "{ $reason }"
opinions-withdraw-now = Withdraw
opinions-change-reason = Other reason
opinions-closed-early = { $code } is closed. The result goes to the committee and the groups at once, with the reason: { $reason }.
opinions-ask-why-withdraw = Why withdraw it? One sentence; everybody will read it.
opinions-taken-back = { $code } is withdrawn, without a result. The { $n } people who answered are told.

opinions-ask-suggestion = What do you suggest? One sentence will do.
opinions-suggestion-right = "{ $words }": note it as a suggestion to the committee?
opinions-suggestion-yes = Yes
opinions-suggested = Noted and passed on to the committee's secretary.
opinions-suggested-nobody = Noted; the committee can read it. There is no secretary here yet.
opinions-suggested-told = { $estate }: a resident suggests "{ $words }"

opinions-poster-kind = Opinion round
opinions-poster-dates = { $opened } – { $until }
opinions-poster-only = A consultation, not a vote of the owners' assembly; tenants too
opinions-poster-scan = Scan and choose with one tap
opinions-sheet-heading = Opinion round, result: { $question }
opinions-sheet-dates = { $opened } – { $closed }
opinions-sheet-homes = Owners' homes
opinions-sheet-tenants = Tenants' homes
opinions-sheet-count = { $n }
opinions-sheet-share = { $n } · { $share }
opinions-sheet-buildings = Owners by building:
opinions-sheet-only = Heard under { $article }; not a vote of the owners' assembly.
opinions-sheet-signature = Owners' committee of { $estate }
opinions-sheet-remarks = What residents said (without names)
opinions-sheet-scan = Scan for the result
opinions-file-poster = opinion-round-poster
opinions-file-result = opinion-round-result
