# The menu at the foot of the official account: five lines a door at most, 60 bytes a line.
wechat-elsewhere = The enclosed file cannot be sent here: see the estate's page or its board, or ask the secretary.
wechat-follows = The picture follows.
wechat-door-tell = Report
wechat-door-public = Public
wechat-door-mine = Mine
wechat-line-complaints-file = Report a problem
wechat-line-opinions-suggest = Suggest
wechat-line-complaints-mine = Progress
wechat-line-notices-list = Notices
wechat-line-disclosures-accounts = Accounts
wechat-line-meetings-list = Decisions
wechat-line-estates-property = Property company
wechat-line-opinions-mine = Open questions
wechat-line-desk-more = Unread
wechat-line-homes-claim = My home
wechat-line-home-estate = Other estate
wechat-line-home-secretary = Secretary
