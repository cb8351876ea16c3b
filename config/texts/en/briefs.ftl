briefs-morning = { $n ->
    [one] 1 thing to do today (reply with its number):
   *[other] { $n } things to do today (reply with a number):
    }
briefs-morning-more = { $n } things to do today, urgent ones first (reply with a number):
briefs-case = { $code } { $category } · { $place }: { $why }
briefs-in-estate = { $line } ({ $estate })
briefs-what-answer = answer
briefs-what-update = word of how it goes
briefs-what-done = solution
briefs-why-alarm = danger, nobody has answered
briefs-why-late = { $what } was due { $by }
briefs-why-returned = returned { $times ->
    [one] once
   *[other] { $times } times
    }, { $what } by { $by }
briefs-why-owed = { $what } by { $by }
briefs-why-waits = { $n ->
    [0] came today, not answered
    [one] waiting for a day
   *[other] waiting for { $n } days
    }
briefs-evening = Done today: { $n } ({ $what }). { $rest ->
    [0] Nothing is left.
   *[other] { $rest } still open.
    }
briefs-did-and = { $first }, { $then }
briefs-did-answered = answered { $n }
briefs-did-handed = handed to the company { $n }
briefs-did-asked = asked back { $n }
briefs-did-done = reported done { $n }
