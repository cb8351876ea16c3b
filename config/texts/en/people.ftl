people-invite =
    .label = Invite staff
    .phrase = invite
people-invitation =
    .label = Invitation
    .phrase = invitation
people-stand-in =
    .label = Stand-in
    .phrase = stand-in
people-suspend =
    .label = Suspend
    .phrase = suspend
people-suspend-one =
    .label = Suspend
    .phrase = suspend this one
people-restore =
    .label = Restore
    .phrase = restore
people-restore-one =
    .label = Restore
    .phrase = restore this one
people-me =
    .label = Who am I
    .phrase = who am i
people-ways =
    .label = How am I told
    .phrase = how am i told | how you reach me
people-ways-test =
    .label = Try it
    .phrase = try a reminder
people-heard =
    .label = Got it
    .phrase = got the test
people-unheard =
    .label = Who gets no reminders
    .phrase = who gets no reminders

role-secretary = secretary
role-member = committee member
role-chair = committee chair
role-company = property company
role-community = community
role-township = township
role-bureau = housing bureau
role-visitor = visitor
role-teller = teller
role-administrator = administrator
title-community = staff member
title-township = staff member
title-bureau = housing bureau staff member

people-ask-role = Whom do you invite to { $estate }?
people-ask-years = Until when?
people-years = { $n ->
    [1] One year
    [3] Three years
   *[other] Five years
    }
people-years-open = Open end
people-code = Pass this on in private; the other person sends me: invitation { $code }
    { $what }. Once, within { $days } days; whoever is first has it, so not into a group.
people-code-role = Whoever uses it is { $role } of { $where }
people-code-stand-in = Standing in until { $until }, { $n } estates; it ends by itself
people-role-taken = You are now { $role } of { $where }. Send "menu" to see what you can do.
people-role-taken-until = You are now { $role } of { $where }, until { $until }. Send "menu" to see what you can do.
people-invite-scope = Name the estate, or the district: one of the two.
people-no-district = The community or township of this estate is not registered yet. Have it entered first.
people-invitation-void = This invitation is wrong, used or past. Ask whoever gave it to you for a new one.

people-ask-span = For how long? You may write "3 days" or "4 hours".
people-span-half = 4 hours
people-span-day = One day
people-span-three = Three days
people-not-a-span = I could not see how long. Write "3 days" or "4 hours".
people-stand-in-long = A stand-in is for 1 hour to 31 days, as in "3 days". For longer, have the chair or the community invite.
people-stand-in-self = You cannot stand in for yourself.
people-stand-in-none = You hold no role that somebody could stand in for.

people-suspend-head = { $estate }: suspend whom? There must be a written decision first.
people-suspend-nobody = There is nobody in { $estate } whom you may suspend.
people-suspend-which = There are several. Send "suspend" or "restore" for the list.
people-held-line = { $role } { $who }
people-ask-decision = { $line }: on which written decision? Its number, or the clause of the rules.
people-suspended = Suspended: { $line }. From now on old buttons do not work either.
people-suspended-told = Your role as { $role } of { $where } is suspended from now on, on: { $decision }.
    You may object in writing to the community or township. Your rights as an owner stay.
people-suspended-already = This one is suspended already.
people-restore-head = { $estate }: restore whom?
people-restore-nobody = Nobody is suspended in { $estate }.
people-restored = Restored: { $line }.
people-restored-told = Your role as { $role } of { $where } is restored and works at once.
people-not-suspended = This one is not suspended, or the period is over.
people-unknown = I did not find this person, or you may not suspend or restore them.

people-me-head = You are now:
    { $lines }
people-me-nobody = You have bound no home and hold no role. Reporting a problem needs neither.
people-me-role = { $where } { $role }
people-me-role-until = { $where } { $role }, until { $until }
people-me-stand-in = { $where } { $role } (standing in), until { $until }
people-me-suspended = { $where } { $role } (suspended)
people-me-home = { $where } { $home } { $kind }
people-ended = Your time as { $role } of { $where } is over; thank you.
people-ended-stand-in = Standing in at { $where } is over; thank you.
people-name =
    .label = My name
    .phrase = my name is | change my name
people-ask-name = What is your name? Residents and colleagues read it.
people-no-name = "{ $said }" does not look like a name. Write it in full, for example "Li Mei".
people-name-noted = All right, "{ $name }" from now on.
people-name-shown = Residents and colleagues read your name as { $name }. To change it send "my name is ...".
people-name-missing = Residents and colleagues cannot read your name yet. Send "my name is ...", for example "my name is Li Mei".

people-ways-head = This is how I reach you, the first one first:
    { $lines }
people-channel-web = Web page
people-channel-terminal = Terminal
people-channel-telegram = Telegram
people-channel-wechat = WeChat
people-channel-wecom = WeCom
people-channel-other = Here
people-way-now = { $where }: rings any time
people-way-open = { $where }: { $n } more until { $until }; then you must write first
people-way-window = { $where }: WeChat lets me write only after you do; it comes with my next answer there
people-way-used = { $where }: used up for these days; it comes with my next answer there
people-way-unopened = { $where }: when you open it
people-way-unasked = { $where }: when you write first
people-way-blocked = { $where }: you turned me off; write a word there and it works again
people-way-not-begun = { $where }: you have not written to me alone there yet
people-ways-tried = A test is on its way; press "Got it" when you see it.
people-ways-none = Nothing of yours rings. Write to me on Telegram or WeCom once; and mind the telephone for urgent matters.
people-test-told = A test: urgent matters come here. Press once when you see it; it holds for seven days.
people-heard-said = Good, it arrives here.
people-unheard-head = { $n } may not get urgent reminders:
    { $lines }
people-unheard-none = { $estate } { $who } ({ $role }): nothing that rings; ask them to write to me on Telegram or WeCom
people-unheard-shut = { $estate } { $who } ({ $role }): turned me off; ask them to write there again
people-unheard-unseen = { $estate } { $who } ({ $role }): saw no reminder since { $since }; ask them to press the test
people-unheard-nobody = Everybody on duty saw a reminder in the last seven days.
people-unheard-line = { $n } on duty may not get urgent reminders
