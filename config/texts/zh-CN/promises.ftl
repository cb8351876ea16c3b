# What is promised, until when, and to whom it goes when it is not kept.
complaints-wait =
    .label = 要等
    .phrase = 等 | 要等 | 等待
complaints-no-wait =
    .label = 不用等
    .phrase = 不用等 | 别等了
complaints-dispute =
    .label = 不对
    .phrase = 不对 | 不同意
complaints-more =
    .label = 其他办法
    .phrase = 其他办法 | 还能怎么办

complaints-state-working = 正在办
complaints-state-waiting-until = 等{ $whom }（到{ $until }）
complaints-line-now = { $line }。{ $now }
complaints-more-head = { $line }
complaints-now = 现在谁在办：{ $who }，{ $since } 起。{ $following }
complaints-by = { $by } 前
complaints-by-provisional = { $by } 前（放假安排还没公布，可能会变）
complaints-next-answer = { $n ->
    [0] { $by }答复（小区默认）
   *[other] { $by }答复（小区默认），过了报{ $role }
    }
complaints-next-update = { $n ->
    [0] { $by }再说一声进展（小区默认）
   *[other] { $by }再说一声进展（小区默认），过了报{ $role }
    }
complaints-next-done = { $n ->
    [0] { $by }办好（小区默认）
   *[other] { $by }办好（小区默认），过了报{ $role }
    }
complaints-next-overdue = { $n ->
    [0] 过了说好的时间，已催
   *[other] 过了说好的时间，{ $at } 还没办就报{ $role }（小区默认）
    }
complaints-next-waiting = { $until }接着办，等的时候不算时间

complaints-story-by = { $who }
complaints-story-order = 物业在办
complaints-warn-answer-told = ⏰ { $code } { $by } 前要给住户一句话，快到了（小区默认）
    { $category } · { $place } · { $who }
    “{ $story }”
complaints-warn-update-told = ⏰ { $code } { $by } 前该再跟住户说一声进展，快到了（小区默认）
    { $category } · { $place } · { $who }
    “{ $story }”
complaints-warn-done-told = ⏰ { $code } { $by } 前要办好，快到了（小区默认）
    { $category } · { $place } · { $who }
    “{ $story }”
complaints-overdue-answer-told = { $code } 过了答复时间（{ $by }，小区默认），住户还没有收到一句话。
    { $category } · { $place } · { $who }
    “{ $story }”
complaints-overdue-update-told = { $code } 过了说进展的时间（{ $by }，小区默认），住户在等一句话。
    { $category } · { $place } · { $who }
    “{ $story }”
complaints-overdue-done-told = { $code } 过了办好的时间（{ $by }，小区默认）。办不完就说要等谁、等到哪天。
    { $category } · { $place } · { $who }
    “{ $story }”
complaints-raised-answer = { $code } 过了答复时间，报到您这里。现在{ $holder }在办，不用您接手。
    { $category } · { $place } · { $who }
    “{ $story }”
complaints-raised-update = { $code } 很久没跟住户说进展，报到您这里。现在{ $holder }在办，不用您接手。
    { $category } · { $place } · { $who }
    “{ $story }”
complaints-raised-done = { $code } 过了办好的时间，报到您这里。现在{ $holder }在办，不用您接手。
    { $category } · { $place } · { $who }
    “{ $story }”
complaints-raised-returned = { $code } 住户第 { $times } 次退回，报到您这里。现在{ $holder }在办，不用您接手。
    { $category } · { $place } · { $who }
    “{ $story }”
complaints-climbed-answer = { $code }过了答复时间，已报{ $role }催办。
complaints-climbed-update = { $code }很久没说进展，已报{ $role }催办。
complaints-climbed-done = { $code }过了办好的时间，已报{ $role }催办。
complaints-climbed-returned = { $code }是第 { $times } 次退回，已报{ $role }催办。
complaints-climbed-counted = { $code }还没办好，已记进报给{ $role }的逾期数。

complaints-ask-whom = { $code } 等谁、等什么？住户会看到。
complaints-whom-parts = 配件
complaints-whom-maintainer = 维保单位
complaints-whom-builder = 施工队
complaints-whom-author = 住户在家
complaints-ask-until = 等到哪天？到了接着办，比如“下周三”。
complaints-wait-day = { $day }
complaints-ask-why = 为什么要等？一句话，住户会看到。
complaints-why-ordered = 已经订了
complaints-why-date = 约好了那天
complaints-why-quote = 在等报价
complaints-wait-day-unclear = 看不出是哪天，比如“下周三”“12月3日”。
complaints-wait-day-far = 要等到明天以后、{ $last }以前（小区默认）。
complaints-waits-told = { $code }要等{ $whom }，到{ $until }接着办。
complaints-waits-told-why = { $code }要等{ $whom }，到{ $until }接着办：{ $why }。
complaints-waits-noted = { $code } 等{ $whom }，到{ $until }接着办，已告诉住户。等的时候不算时间。
complaints-waits-noted-nobody = { $code } 等{ $whom }，到{ $until }接着办。住户不在这里，请用电话告诉。
complaints-resumed-told = { $code } 等的日子到了，接着办：{ $category } · { $place }
    “{ $story }”
complaints-wait-disputed-told = { $code } 住户说不用等，时间接着算，给住户一句话：{ $category } · { $place }
    “{ $story }”
complaints-contradicted-told = { $code } 住户说答复不对，再给一句话：{ $category } · { $place }
    “{ $story }”
complaints-no-wait-noted = 好，{ $code }不等了，已告诉经办人。{ $by } 前答复您。
    为什么不用等，可以说一句，不说也行。
complaints-contradicted-noted = 知道了，{ $code }已告诉经办人。{ $by } 前再答复您。
    哪里不对，可以说一句，不说也行。
complaints-not-wait = 这件已经办完，或正等住户看，不用再等。
complaints-not-dispute-wait = 这件没有在等。发“进度”看到哪一步了。
complaints-not-contradict = 这件还没有答复，不用说不对。发“进度”看到哪一步了。

complaints-event-waits = { $at } 要等：{ $words }
complaints-event-resumed = { $at } 等的日子到了，接着办
complaints-event-wait-disputed = { $at } 住户说不用等
complaints-event-contradicted = { $at } 住户说答复不对
complaints-event-overdue-update = { $at } 很久没说进展，已催
complaints-event-overdue-done = { $at } 过了办好的时间，已催

complaints-end =
    .label = 不归这里办
    .phrase = 不归这里办 | 办不了 | 转其他单位
complaints-ask-way = { $code } 怎么结束？住户会看到，不同意就再打开。
complaints-way-transferred = 转其他单位
complaints-way-indoors = 户内维修
complaints-way-declined = 不予处理
complaints-ask-office = 转给哪里？写明单位和电话；列出的是小区默认，以街道确认的为准。
complaints-office-illegal-building = 违法搭建：综合行政执法，电话 { $phone }
complaints-office-structure = 拆改承重墙：住建局，电话 { $phone }
complaints-office-fire-lane = 占消防通道：消防救援，电话 { $phone }
complaints-office-noise = 噪声扰民：派出所，电话 { $phone }
complaints-office-group-rent = 群租：街道，电话 { $phone }
complaints-ask-repair = 户内的怎么修？
complaints-indoors-own = 住户自己请人修
complaints-indoors-paid = 约物业有偿修，先报价，您同意了再动手
complaints-ask-why-not = 为什么不办？一句话，住户会看到。
complaints-ended = { $code } 结束了，住户会看到：“{ $words }”
complaints-ended-nobody = { $code } 结束了：“{ $words }”。住户不在这里，请用电话告诉。
complaints-declined-told = { $code }这里办不了：{ $words }。不同意就点一下，再打开。
complaints-transferred-told = { $code }转给该管的单位了。{ $words }。不同意就点一下，再打开。
complaints-indoors-told = { $code }是户内的：{ $words }。不同意就点一下，再打开。
complaints-not-end = 这件已经办完了。
complaints-event-declined = { $at } 办不了：{ $words }
complaints-event-transferred = { $at } 转出：{ $words }
complaints-event-indoors = { $at } 户内维修：{ $words }
