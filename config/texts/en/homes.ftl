homes-claim =
    .label = Bind home
    .phrase = bind home | bind my home | claim home
homes-mine =
    .label = My homes
    .phrase = my homes | my home
homes-look =
    .label = Look
    .phrase = look at home
homes-unbind =
    .label = Unbind
    .phrase = unbind
homes-object =
    .label = Not of my home
    .phrase = not of my home
homes-invite =
    .label = Invite
    .phrase = invite to my home
homes-help =
    .label = Name a helper
    .phrase = name a helper
homes-join =
    .label = Join a home
    .phrase = join home
homes-check =
    .label = Check residents
    .phrase = check residents
homes-settle =
    .label = See the claim
    .phrase = see the claim
homes-verify =
    .label = Checked, right
    .phrase = checked
homes-remove =
    .label = Remove
    .phrase = remove this claim
homes-remove-now =
    .label = Yes, remove
    .phrase = yes remove this claim

homes-kind-owner = owner
homes-kind-tenant = tenant
homes-kind-helper = helper
homes-kind-family = family of the owner
homes-line = { $home } { $kind }
homes-line-checked = { $home } { $kind }, checked
homes-line-until = { $home } { $kind }, until { $until }

homes-ask-home = { $head }
homes-home-first = Which home? Write it as usual, for example 3-2-501.
homes-not-a-home = I could not see which home. Write it like 3-2-501.
homes-which-entrance = There are several homes of that number. Add the entrance, for example 3-2-501.
homes-ask-kind = { $home }: you are its
homes-ask-phone = { $head }
homes-phone-first = Which telephone number stands in the roster? Write all of it; it is only compared.
homes-phone-wrong = It does not agree with the roster: home, role and telephone must all fit.
    Write the number again; if the roster is old, the secretary can mend it.
homes-phone-wrong-tenant = It does not agree with the roster: home, role and telephone must all fit.
    If you are not in it, an owner of the home sends "invite to my home" and gives you the code, or see the secretary with the lease.
homes-mend-home = Mend the home
homes-mend-kind = Mend the role
homes-not-a-phone = This does not look like a telephone number. Write all of its figures.
homes-tries-over = Too many wrong tries; try again { $until }. If urgent see the secretary, it takes a minute.
homes-tenant-how = Tenants need no roster: an owner of the home sends "invite to my home" here and gives you the code.
    Or see the secretary with the lease and a paper. You may report problems without binding a home.
homes-family-how = Family needs no roster: the owner sends "name a helper" here and gives you the code.
    Or see the secretary with a paper. You may report problems without binding a home.
homes-bound = { $n ->
    [0] Bound: { $home }, { $kind }.
   *[other] Bound: { $home }, { $kind }. The { $n } people of this home were told.
    }
    { $next }
homes-next-owner = Show the secretary a paper once and you can read vouchers and contracts too.
homes-next-tenant = You can report, give opinions and read notices. Voting is for owners.
homes-bound-before = { $home } was bound already; you are its { $kind }.
homes-under-check = Somebody of this home does not know you; the secretary has to check. Please bring a paper.
homes-joined-told = Somebody bound { $home } as { $kind }. If you know them, do nothing.
homes-object-which = Which one?
homes-objected = The claim on { $home } is stopped; the secretary checks it and tells you.
homes-objected-told = Your binding of { $home } is stopped: somebody of this home does not know you.
    Bring a paper to the secretary; it is restored at once when checked.
homes-objected-already = This claim is stopped already and waits for the secretary.
homes-objection-late = The time to object is over, or it was checked. Please ask the secretary.
homes-nothing-to-object = Nobody bound your home lately.
homes-only-bound = Only owners and tenants of this home can do that.
homes-unknown = I did not find this binding. Send "my homes" to see yours.

homes-none-yet = You have bound no home yet. Reporting a problem needs none; your own home's matters do.
homes-mine-head = You have bound { $n } (answer a number for details):
homes-look-head = { $line }
homes-unbound = { $home } is unbound. What you reported goes on as before.
homes-unbind-which = Unbind which? One tap does it.

homes-ask-which = Which home?
homes-ask-whom = Whom do you invite?
homes-whom-owner = Co-owner
homes-whom-tenant = Tenant
homes-whom-helper = Helper
homes-ask-until = { $head }
homes-until = Until when? You may write a day, for example 2027-6-30.
homes-until-who = { $who }: until when? You may write a day, for example 2027-6-30.
homes-not-a-day = I could not see which day. Write it like 2027-6-30, after today.
homes-months = { $n ->
    [12] One year
    [3] Three months
   *[other] One month
    }
homes-code-helper = Your helper sends me in private: invitation { $code }
    Once, within { $days } days. Until { $until } they may report for { $home } and follow it, never vote.
    To end it send "my homes", or tell the secretary.
homes-code-tenant = The tenant sends me in private: invitation { $code }
    Once, within { $days } days; { $home } is bound until { $until }. Tenants report and give opinions, never vote.
homes-code-owner = The co-owner sends me in private: invitation { $code }
    Once, within { $days } days; it binds { $home }.
homes-invite-level = Only an owner checked in person may invite tenants and co-owners. See the secretary with a paper.
homes-invite-which-owner = The roster has not exactly one co-owner more. They can send "bind home" themselves, or see the secretary.
homes-invite-self = This is your own code; give it to the other person.
homes-invited = { $home } is bound; you are its { $kind }.
homes-invited-until = { $home } is bound; you are its { $kind } until { $until }.

homes-check-none = Nobody is to be checked in { $estate }.
homes-check-head = { $n } to check in { $estate }. Tap one when you have seen a paper:
homes-check-line = { $home } { $kind } { $who } (bound { $since })
homes-check-line-objected = { $home } { $kind } { $who } ⚠️ not known at home
homes-check-which = There are several. Send "check residents" for the list.
homes-check-told = { $estate } { $home }: people of this home do not know the new { $kind }; stopped for now.
    Decide when you have seen a paper.
homes-settle-head = { $line }
    Decide when you have seen a paper:
homes-verified = { $line }. They were told.
homes-verified-told = { $home }: the secretary has checked it; you are its { $kind }.
homes-verified-objector = { $home }: the { $kind } you asked about was checked with a paper and is right.
homes-remove-sure = Remove this claim? The person is told and would have to claim again.
    { $line }
homes-removed = Removed: { $home } { $kind }. They were told.
homes-removed-objector = { $home }: the { $kind } you did not know is removed.
homes-removed-told = The secretary removed your binding of { $home }. Questions: bring a paper. Reporting still works.
homes-ended-sold = The new roster has another owner for { $home }; your binding has stopped. If wrong, see the secretary.
homes-ended-helper = Your time as helper for { $home } is over. To go on, ask for a new invitation.
homes-ended-until = Your binding of { $home } has run out. If you still live there, ask the owner for a new code, or see the secretary.
