# Accounts: bringing in, checking, publishing, asking, questions

disclosures-accounts =
    .label = Accounts
    .phrase = accounts | show the accounts
disclosures-import =
    .label = Import
    .phrase = import accounts
disclosures-import-again =
    .label = Send anew
disclosures-year =
    .label = Which year
disclosures-odd =
    .label = See all
disclosures-submit =
    .label = To review
    .phrase = submit for review
disclosures-submit-anyway =
    .label = Review anyway
    .phrase = submit anyway
disclosures-drop =
    .label = Drop it
    .phrase = drop these accounts
disclosures-confirm =
    .label = Confirm
    .phrase = confirm accounts
disclosures-return =
    .label = Send back
    .phrase = send back accounts
disclosures-publish =
    .label = Publish
    .phrase = publish accounts
disclosures-withdraw =
    .label = Withdraw
    .phrase = withdraw accounts
disclosures-walk =
    .label = Door list
    .phrase = accounts door list
disclosures-pack =
    .label = To forward
    .phrase = accounts to forward
disclosures-show =
    .label = Summary
    .phrase = accounts summary
disclosures-chart =
    .label = Chart
    .phrase = accounts chart
disclosures-paper =
    .label = Notice
disclosures-income =
    .label = All income
    .phrase = all income
disclosures-spending =
    .label = All spending
    .phrase = all spending
disclosures-category =
    .label = This kind
disclosures-item =
    .label = This item
disclosures-entries =
    .label = Each line
disclosures-vouchers =
    .label = Vouchers
disclosures-voucher =
    .label = Add voucher
    .phrase = add voucher
disclosures-doubt =
    .label = I ask
    .phrase = ask about the accounts
disclosures-doubts =
    .label = Questions
    .phrase = questions asked
disclosures-explain =
    .label = Explain
    .phrase = explain

disclosures-lines = { $lines }
disclosures-and = { $first }, { $rest }
disclosures-figure = { $label } { $fen }
disclosures-nothing-said = { "" }

disclosures-ask-file = Send the table here, Excel or CSV. One row must name item and amount.
disclosures-needs-table = A table is needed here: an Excel (.xlsx) or CSV file. Photos and words cannot be booked.
disclosures-reading = { $code } received. Reading it now; you will hear in a moment.
disclosures-not-read = { $code } could not be booked: { $why }
    Nothing was changed.
disclosures-refused-file = The file cannot be opened, or is no Excel or CSV table.
disclosures-too-many = More than { $n } lines. Please send them by year or by kind.
disclosures-wrong-year = { $year } is not a year accounts can be of: write one like 2025, this year at the latest.
disclosures-other-year = Nothing of { $year } in it, but of { $found }. Press it for that year.
disclosures-which-year = { $code } does not say its year. Which is it?
disclosures-year-label = { $year }
disclosures-read = { $code } Accounts { $year } read: { $n } lines. { $odd }
disclosures-other-years = It also holds { $years }, left out now. For those send “import accounts { $last }”.
disclosures-this-one = This file
disclosures-older-draft = { $new } takes the place of { $old }, which is no longer used.
disclosures-older-review = { $old } is of the same year and being checked; { $new } takes its place when handed on.
disclosures-older-checked = { $old } is of the same year, checked and waits to be published; { $new } takes its place when handed on.
disclosures-replaced-told = No need to look at { $old } any more: { $new } takes its place as the accounts of { $year }.
disclosures-odd-count = { $n ->
    [0] Everything adds up.
   *[other] { $unequal ->
        [0] Please look at { $n }:
       *[other] Please look at { $n }, { $unequal } of them do not add up:
        }
    }
disclosures-odd-in-sheet = “{ $sheet }” { $what }
disclosures-odd-sheet-unread = Sheet “{ $sheet }” does not look like accounts; left out.
disclosures-odd-sheet-again = Sheet “{ $sheet }” says again what an earlier one says; not booked twice.
disclosures-odd-undated = { $n } lines, { $total } in all, have no year; left out.
disclosures-odd-only-due = { $n } lines say only what was agreed or due, nothing received or paid; left out.
disclosures-only-due = { $n } lines say only what was agreed or due, nothing received or paid: there is nothing to book.
disclosures-odd-fund-lost = The published version has { $fund }, this one has not: once published, that part is gone.
disclosures-odd-page = { $code } to look at, { $n } in all:
    { $lines }
disclosures-odd-none = Nothing more.
disclosures-sums = { $fund }: { $opening }income { $income }, expenses { $expense }, { $foot }.
disclosures-sums-cost = { $fund }: { $opening }income { $income }, costs { $cost }, expenses { $expense }, { $foot }.
disclosures-sums-opening = opening balance { $fen }, { "" }
disclosures-foot-opening = opening balance { $fen }
disclosures-foot-computed = { $fen } as added up
disclosures-foot-net = net { $fen }
disclosures-foot-closing = closing balance { $fen }
disclosures-dropped = { $what } dropped; nothing was published.

disclosures-ask-note = { $code } does not add up in { $n } places. Why? One sentence; the checker and residents will read it.
disclosures-note-preview = { $code } goes to review. The checker and residents will read:
    “{ $words }”
disclosures-note-submit = Hand it on
disclosures-change-words = Change it
disclosures-note-short = Say in a sentence why, e.g. “one interest payment was left out of the sum”.
disclosures-needs-note = { $n } places do not add up: first say why in a sentence. Reply “submit anyway”.
disclosures-submitted = { $code } is with { $names } for review. You will hear, then it can be published.
disclosures-submitted-unnamed = { $code } is with { $n } people for review. You will hear, then it can be published.
disclosures-no-second = Nobody here can check it: it takes another person, the chair, a member or the community. Invite one first.
disclosures-to-check = { $code } Accounts { $year } for you to check: { $n } lines.
disclosures-unequal-note = { $n } places do not add up; said of it: “{ $note }”
disclosures-note = On the difference: “{ $note }”
disclosures-same-person = You had these accounts in hand; another person must confirm (one books, another checks). Ask the chair, a member or the community.
disclosures-not-checker = The chair, a member or the community checks accounts; your account has no such role now.
disclosures-confirmed = { $what } confirmed; it can be published.
disclosures-checked-told = { $code } Accounts { $year } are checked and can be published.
disclosures-ask-return = What is wrong with { $code }? One sentence for whoever booked it.
disclosures-returned = { $what } sent back; whoever booked it was told.
disclosures-returned-told = { $code } came back from review: “{ $reason }”
    Mend the table and send it anew, or explain and hand it on.
disclosures-returned-because = Sent back last time: “{ $reason }”

disclosures-published = { $what } published (version { $version }), check code { $digest }. Residents are being told.
disclosures-none-to-publish = There are no accounts to publish. Send "import accounts" and the table first, then have a second person confirm it.
disclosures-not-yet-checked = { $what } cannot be published yet: it waits for a second person. Once confirmed it can.
disclosures-not-yet-submitted = { $what } cannot be published yet: nobody was asked to check it. Reply "submit for review" first.
disclosures-pack-how = Picture for the owners' group; print the A4, seal it, post it. Words to forward: “To forward”.
disclosures-replaces = It takes the place of { $old }; the old version stays readable, marked corrected.
disclosures-missing = Still missing for the year: { $parts }.
disclosures-pack-text = [{ $estate }] { $news }
    Scan the code on the picture for every line; just ask.
disclosures-pack-text-bare = [{ $estate }] { $news }
    Ask about anything that is not clear.
disclosures-media = { $line }
    Once posted send "posted { $code } owners' group 1", with a photo if you like.
disclosures-ask-withdraw = Why is { $code } withdrawn? One sentence for those who read it.
disclosures-withdraw-preview = { $code } is withdrawn; its figures no longer hold. Those who read it will see:
    “{ $words }”
disclosures-withdraw-now = Withdraw
disclosures-withdrawn = { $what } withdrawn; those who read it are being told. It stays readable, marked withdrawn.
disclosures-of-year = accounts of { $year }
disclosures-named = { $code } Accounts { $year }
disclosures-named-undated = { $code } Accounts
disclosures-state-reading = { $what }: being read.
disclosures-state-unread = { $what }: could not be read.
disclosures-state-draft = { $what }: not handed on yet, { $n } lines.
disclosures-state-review = { $what }: waits for review, { $n } lines.
disclosures-state-checked = { $what }: checked, to be published, { $n } lines.
disclosures-state-dropped = { $what }: dropped.
disclosures-line-reading = { $what }: being read
disclosures-line-draft = { $what }: to hand on
disclosures-line-review = { $what }: in review
disclosures-line-checked = { $what }: to publish
disclosures-line-published = { $what }: published
disclosures-line-doubt = { $code } a resident asks, answer by { $by }
disclosures-work = Accounts, { $n } (reply with a number):
disclosures-work-none = No accounts in hand.
disclosures-is-reading = Still being read; try again in a moment.
disclosures-is-unread = It could not be read. Please send it anew.
disclosures-is-draft = Not handed on for review yet, so not now. First “To review”.
disclosures-is-review = It waits for the second person, so not now.
disclosures-is-checked = Already checked; next is “Publish”.
disclosures-is-published = Already published. To change it import a new one, which takes its place; or withdraw it.
disclosures-is-corrected = Corrected: a newer version took its place.
disclosures-is-withdrawn = Withdrawn. To publish again, import it anew.
disclosures-is-dropped = Dropped. Please import it anew.
disclosures-unknown = No such accounts. Send “accounts” for what is published.
disclosures-no-line = No such line.
disclosures-not-current = That line is not in the accounts now published. Send “accounts” for the latest.

disclosures-news = Accounts { $year } are published ({ $code }, version { $version }).
disclosures-changed-income = { $fund }: income { $fen }, was { $before }.
disclosures-changed-cost = { $fund }: costs { $fen }, was { $before }.
disclosures-changed-expense = { $fund }: expenses { $fen }, was { $before }.
disclosures-changed-details = The totals stand; details changed.
disclosures-corrected-told = Accounts { $year } were corrected: { $old } no longer holds, { $code } does.
disclosures-withdrawn-told = Accounts { $year } ({ $code }) were withdrawn; the old figures do not hold.
    Why: { $reason }
    You will see the new ones once published.

disclosures-none-yet = The accounts of { $year } are not published yet. Company and committee owe them by { $due } (house default).
    { $article }: once a year.
disclosures-none-late = The accounts of { $year } are not published. Company and committee owed them by { $due } (house default): late.
    { $article }: once a year.
disclosures-head = Accounts { $year } ({ $code }, version { $version }), published { $day }:
disclosures-is-gone = Withdrawn { $day }; it no longer holds. Why: { $reason }
disclosures-is-replaced = Corrected { $day }; { $newer } holds.
disclosures-newer = See the new
disclosures-picture = Income and expenses { $year }.
disclosures-page = The notice of { $year }, as on the board.

disclosures-when-year = { $year }
disclosures-when-month = { $year }-{ $month }
disclosures-when-months = { $year }, months { $month }–{ $last }
disclosures-compare-more = , { $fen } more than in { $last }
disclosures-compare-less = , { $fen } less than in { $last }
disclosures-compare-same = , as in { $last }
disclosures-compare-none = ; none in { $last }
disclosures-compare-unknown = ; { $last } was not published here
disclosures-item-income = { $when }: { $what } brought in { $fen }{ $compare }.
disclosures-item-of = { $category } ({ $item })
disclosures-item-cost = { $when }: { $what }, a cost of { $fen }{ $compare }.
disclosures-item-spent = { $when }: { $what } cost { $fen }{ $compare }.
disclosures-item-plain = { $when }: { $what } { $fen }{ $compare }.
disclosures-each-in = Received { $fen } each in months { $months }.
disclosures-each-out = Paid { $fen } each in months { $months }.
disclosures-many-in = In { $n } payments, the largest { $fen } ({ $what }).
disclosures-many-out = In { $n } payments, the largest { $fen } ({ $what }).
disclosures-short = { $what } { $fen }
disclosures-month = { $month }
disclosures-short-month = month { $month } { $fen }
disclosures-contract = With { $party }, contract until { $until }.
disclosures-contract-until = Contract until { $until }.
disclosures-contract-party = With { $party }.
disclosures-owed = { $fen } still not received.
disclosures-entries-door = Lines and contracts are for residents here: just send e.g. “绑定 3-2-501”.
disclosures-entries-refused = Lines are for residents here. Just send e.g. “绑定 3-2-501”.
disclosures-received = { $when }: { $fund } took in { $fen }{ $compare }.
disclosures-spent = { $when }: { $fund } expenses { $fen }{ $compare }.
disclosures-besides = Besides, costs of { $fen }, which are no expenses.
disclosures-net = { $when }: { $fund } net { $fen }{ $compare }.
disclosures-balance = { $when }: { $fund } closed at { $fen }{ $compare }.
disclosures-kind-income = income { $fen }
disclosures-kind-cost = costs { $fen }
disclosures-kind-expense = expenses { $fen }
disclosures-plus = { $first } + { $rest }
disclosures-minus = { $first } − { $rest }
disclosures-equals = { $first } = { $rest }.
disclosures-one-account = Common revenue goes into one account and is not spent by source.
disclosures-top = { $n ->
    [1] One item only: { $top }.
   *[other] The { $n } largest: { $top }.
    }
disclosures-nothing = The accounts of { $when } hold no “{ $what }”.
disclosures-year-missing = The accounts of { $when } are not published yet, so no “{ $what }”.
disclosures-before = { $when }: { $what } { $fen }.
disclosures-whole-of = { $fund } { $topic }
disclosures-topic-received = income
disclosures-topic-spent = expenses
disclosures-topic-net = balance
disclosures-topic-balance = balance
disclosures-nearest = No “{ $asked }” in the accounts. Near: { $near }.
disclosures-largest = No “{ $asked }” in the accounts. The largest there are: { $near }.
disclosures-which = “{ $asked }”: which do you mean? { $near }.
disclosures-which-of = Which do you mean? { $near }.
disclosures-no-year = The accounts of { $year } are not published here. Which published year?
disclosures-no-such = No “{ $asked }” in the accounts.
disclosures-ask-human = Ask a human
disclosures-other-income = Other income
disclosures-other-spending = Other costs
disclosures-all-income = { $year } income { $fen }, { $n } kinds (reply with a number):
disclosures-all-spending = { $year } expenses { $fen }, { $n } kinds (reply with a number):
disclosures-all-spending-cost = { $year } expenses { $fen }, besides costs { $cost }, { $n } kinds (reply with a number):
disclosures-list = { $head }
    Of which (reply with a number):
disclosures-entry = { $what } { $fen }
disclosures-entry-cost = { $what } { $fen } (cost)
disclosures-entry-more = { $line } ({ $detail })
disclosures-entry-list = { $what }, { $n } lines:
    { $lines }
disclosures-part-due = due { $fen }
disclosures-part-party = { $party }
disclosures-part-until = contract until { $until }

disclosures-vouchers-here = { $n } vouchers of { $what }, for you to check. Please do not pass them on.
disclosures-vouchers-none = No vouchers of { $what } yet. Press “I ask” and the secretary will add them.
disclosures-vouchers-refused = Vouchers are for checked owners (they hold contracts and account numbers). Send e.g. “绑定 3-2-501”, then ask the secretary to check.
disclosures-vouchers-tied = Vouchers are for checked owners (they hold contracts and account numbers). If you are one, let the secretary check once in person; tenants ask their owner.
disclosures-ask-voucher = { $code } “{ $line }”: send the photo or file.
disclosures-needs-file = A photo or file is needed here.
disclosures-which-line = Which line? Say it with its number, e.g. “add voucher { $code } 3”.
disclosures-voucher-kept = Kept; “{ $what }” has { $n } vouchers now. Checked owners can see them.

disclosures-ask-doubt = About { $what }: what do you want to know? One sentence will do.
disclosures-doubt-offered = The books give figures, not reasons. Put this to the secretary, about { $what }? Everybody can read the answer.
    “{ $words }”
disclosures-about-year = the accounts of { $year }
disclosures-about-item = “{ $what }” of { $year }
disclosures-asked = Noted, { $code }. The secretary answers by { $by } (house default, { $days } working days).
    Everybody can read the answer, without your name: send “questions asked”.
disclosures-asked-nobody = Noted, { $code }. Nobody is in charge here now; whoever takes over will see it. Due by { $by }.
disclosures-doubt-told = { $code } A resident asks about the accounts: { $subject }
    “{ $words }”
    ⏰ answer by { $by }, for all residents to read
disclosures-doubt-overdue = { $code } A question about the accounts is overdue: { $subject }
    “{ $words }”
    ⏰ was due by { $by }
disclosures-doubt-whole = the accounts as a whole
disclosures-ask-explain = What is the answer to { $code }? All residents can read it: no names or flats of the asker.
    “{ $words }”
disclosures-explain-preview = The answer to { $code }, for all residents to read:
    “{ $words }”
disclosures-explain-now = Answer
disclosures-explained = { $code } answered; the asker will see it, and it stands in “questions asked”.
disclosures-explained-alone = { $code } answered; it stands in “questions asked”. The asker cannot be reached now.
disclosures-explained-already = That question was answered already.
disclosures-explained-told = { $code } Your question about the accounts is answered: { $words }
disclosures-doubts-head = Asked so far:
    { $lines }
disclosures-doubts-line = { $what }: { $answer }
disclosures-doubts-none = Nobody has asked about the accounts yet.

disclosures-printed-heading = { $fund } { $year }
disclosures-printed-picture = { $fund } { $year }
disclosures-printed-period = Year { $year }
disclosures-printed-unit = yuan
disclosures-printed-year = { $year }
disclosures-printed-total = { $what }, total
disclosures-printed-item = Item
disclosures-printed-change = Change
disclosures-printed-opening = Opening balance
disclosures-printed-closing = Closing balance
disclosures-printed-no-opening = Opening balance (not stated)
disclosures-printed-net = Net
disclosures-printed-others = Others
disclosures-printed-number = { $code } · version { $version }
disclosures-printed-digest = check code { $digest }
disclosures-printed-signature = Owners' committee of { $estate }
disclosures-printed-seal = Seal
disclosures-printed-scan = Scan for every line
disclosures-printed-objection = Questions: scan, or ask the committee's secretary; answers are for all owners (Ningbo Residential Property Regulations, art. 54).
disclosures-printed-mark-withdrawn = withdrawn
disclosures-printed-mark-corrected = corrected
disclosures-full-day = { $on_year }-{ $on_month }-{ $on_day }
