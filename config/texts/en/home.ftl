home-greeting = This is the owners' committee desk of { $estate }; secretary { $secretary }, working days { $hours }.
    Just say it: text, voice or photo, no registration needed.
    Only those who handle it see what you say. Send "privacy" to know more.
home-greeting-other = This is the desk of { $estate }. { $who }
    Just say it: text, voice or photo, no registration needed.
    Only those who handle it see what you say. Send "privacy" to know more.
home-greeting-unnamed = This is the desk of { $estate }, watched on working days { $hours }.
    Just say it: text, voice or photo, no registration needed.
    Only those who handle it see what you say. Send "privacy" to know more.
home-menu-staff = You can do now (reply a number):
home-menu-nobody = Scan your estate's QR code, or send "estate" and its name. In an emergency just say so.
home-lost = No hurry: say in your own words what it is, typed or spoken. This answers by itself; the work is done by people.
home-unknown-code = I do not know this QR code. Scan the new one on the notice board, or send "estate" and its name.
home-go-there = To { $estate }
home-page-link = Open this page, and you are there who you are here:
    { $page }
    Good once, for 10 minutes. For you alone: please do not forward it.
home-page-none = There is no web page here. Just say here what it is about.
home-page =
    .label = Open page
    .phrase = 打开网页 | 网页 | 网页版 | open page | web page
home-estate-say = Which estate? Say its name, or scan its QR code.
home-estate-which = Which estate? Or send "estate" and its name.
home-estate-unknown = I did not find "{ $name }". Write the whole name, or scan the estate's QR code.
home-estate-now = We now speak of { $estate }.
home-language-now = All right, in English.
home-secretary-card = { $estate }:
    { $lines }
home-contact-secretary = Secretary { $name }, working days { $hours }
home-contact-stand-in = The estate has no secretary yet; { $role } { $name } sees to what is said here.
home-contact-nobody = Nobody of the estate serves here yet. What you say is kept, and you hear when somebody takes it.
home-contact-nobody-community = Nobody of the estate serves here yet. What you say is kept, and you hear when somebody takes it; if it cannot wait, go to { $community }.
home-contact-office = Committee telephone { $phone }
home-contact-duty = Property duty telephone { $phone } (day and night)
home-contact-none = No telephone is registered yet. Just say it here; somebody will read it.
home-menu =
    .label = Menu
    .phrase = menu | help | start | hello | /menu | /start | /help
home-estate =
    .label = Change estate
    .phrase = estate | change estate | /estate
home-language-en =
    .label = English
    .phrase = English | /english
home-language-zh =
    .label = 中文
    .phrase = 中文 | /chinese
home-secretary =
    .label = Find a human
    .phrase = secretary | human | /secretary
home-thanked = You are welcome. Just say so if you need anything.
home-thanks =
    .label = Thanks
    .phrase = thanks | thank you | thx
