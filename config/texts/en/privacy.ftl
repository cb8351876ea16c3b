privacy-show =
    .label = Privacy
    .phrase = privacy
privacy-export =
    .label = Give me a copy
    .phrase = export | export my data
privacy-leave =
    .label = Leave, delete
    .phrase = leave | delete my data

privacy-head = Only those who handle it see it; groups and public pages show the building at most. Kept now:
    { $lines }
    By the Personal Information Protection Law you may see, copy, correct and delete it.
privacy-nothing = Nothing about you is kept here yet. What will be, only those who handle it see.
privacy-line = { $what }, { $n }: { $why }; { $keep }
privacy-kind-phone = Telephone
privacy-kind-name = Names
privacy-kind-story = Your words
privacy-kind-address = Address
privacy-kind-photo = Photos and files
privacy-kind-account = Chat account
privacy-kind-signature = Signature
privacy-why-phone = to check who owns, encrypted
privacy-why-name = to address and check you, encrypted in the roster
privacy-why-story = to handle and answer your matters
privacy-why-address = to find the place
privacy-why-photo = to handle your matters
privacy-why-account = to send you answers
privacy-why-signature = to prove it was you
privacy-keep-year = { $n ->
    [1] a year at most after it ends
   *[other] { $n } years at most after it ends
    }
privacy-keep-month = { $n } months at most after it ends
privacy-keep-day = { $n } days at most

privacy-export-page = Your data, page { $n } of { $of }. The chat itself is here already and not repeated:
    { $lines }
privacy-export-line = { $what }: { $text }
privacy-export-line-on = { $on } { $what }: { $text }
privacy-export-nothing = But for this chat nothing about you is kept.
privacy-next-page = Next page

privacy-leave-sure = Leaving unbinds homes, ends roles and deletes your name, chats and settled matters for good.
    { $stays }
privacy-leave-yes = Leave, delete
privacy-stays-nothing = Nothing has to stay.
privacy-stays-open = { $n ->
    [1] The matter still open goes on without answers to you, and is deleted a year after.
   *[other] The { $n } matters still open go on without answers to you, and are deleted a year after.
    }
privacy-stays-records = Roster, notices and accounts must be kept for their term, then go; they serve nothing else.
privacy-stays-both = { $n ->
    [1] The matter still open goes on without answers to you; roster, notices and accounts stay for their term.
   *[other] The { $n } matters still open go on without answers to you; roster, notices and accounts stay for their term.
    }
privacy-left = You have left and your data is deleted. { $stays }
    If you come again just say something; we meet for the first time.
