# WeCom: buttons of a card, at most 20 Latin letters; the three doors of the menu.
wecom-submit = Choose this
wecom-picked = Chosen: { $label }
wecom-elsewhere = An enclosed file cannot be sent here: see the estate's page, or ask the secretary.
wecom-door-work = Work
wecom-door-tell = Publish
wecom-door-look = Look
