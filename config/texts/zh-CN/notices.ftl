# 公告：写、发、看进度、改、撤；住户查看

notices-write =
    .label = 发公告
    .phrase = 发公告 | 写公告 | 发个公告 | 发布公告 | 帮我发个公告 | 帮我发公告 | 发通知 | 发个通知 | 帮我发个通知 | 帮我发通知
notices-list =
    .label = 公告
    .phrase = 公告 | 通知 | 看公告 | 看通知 | 最近公告 | 最近通知
notices-look =
    .label = 看全文
    .phrase = 公告全文 | 看全文
notices-report =
    .label = 看进度
    .phrase = 公告进度 | 送达情况
notices-pack =
    .label = 转发包
    .phrase = 转发包
notices-walk =
    .label = 走访单
    .phrase = 走访单 | 公告走访单 | 谁没收到
notices-pause =
    .label = 暂停
    .phrase = 暂停公告 | 先别发
notices-resume =
    .label = 继续发
    .phrase = 继续发
notices-cancel =
    .label = 不再发
    .phrase = 不再发 | 停发
notices-correct =
    .label = 更正
    .phrase = 更正 | 更正公告
notices-withdraw =
    .label = 撤回公告
    .phrase = 撤回公告 | 撤下公告

notices-ask-words = 公告写什么？可以带照片或文件。
notices-ask-caption = 收到了。再写一句说明，好让人看懂是什么事。
notices-ask-whom = { $ask }
notices-whom-first = 发给谁？可以选几样，几幢几单元直接打字，比如“3幢2单元”“3幢租户”。
notices-whom-so-far = 已选：{ $whom }。还要加谁？
notices-enough = 选好了
notices-whom-all = 全小区
notices-whom-owner = 业主
notices-whom-tenant = 租户
notices-whom-garage = 车位业主
notices-whom-shop = 商铺
notices-whom-committee = 业委会
notices-whom-building = { $building } 幢
notices-whom-entrance = { $building } 幢 { $entrance } 单元
notices-whom-of = { $place }{ $group }
notices-whom-and = { $first }、{ $rest }
notices-ask-together = 是哪一种？
notices-both = 两样都发
notices-audience-unclear = 没看懂“{ $said }”。可以这样说：“3幢”“3幢2单元”“3幢租户”“业主、商铺”“全小区”。
notices-no-building = 这个小区没有 { $building } 幢。请看一下幢号，或选“全小区”。
notices-no-entrance = { $building } 幢没有 { $entrance } 单元。请看一下单元号，或只写“{ $building }幢”。

notices-preview = { $preview }
notices-preview-shown = { $head }
    { $words }
    { $lines }
notices-preview-homes = 发给：{ $whom }。{ $homes } 户，{ $people } 人。
notices-preview-people = 发给：{ $whom }。{ $people } 人。
notices-preview-nobody = 发不出去：还没有登记过{ $whom }。可以换个对象，比如“全小区”。
notices-preview-night = 现在是休息时间，{ $until } 再送，不吵人。
notices-preview-late = ⚠️ 休息时间，{ $until } 再送，说的事可能已经开始。来不及就点“急事马上发”。
notices-words = “{ $words }”
notices-words-files = “{ $words }”（附件 { $n } 个）
notices-words-meant = { $told }（{ $meant }）
notices-meant = “{ $words }”是{ $days }
notices-meant-and = { $first }，{ $rest }
notices-meant-or = { $first }或{ $rest }
notices-routes = { $mailbox ->
    [0] 手机能提醒到 { $push } 人。
   *[other] 手机能提醒到 { $push } 人，另 { $mailbox } 人下次来看时收到。
    }
notices-routes-nobody = 没有人能在手机上收到，发出后请张贴、上门。
notices-routes-none = { $n } 户联系不上，发出后给您走访单。
notices-send = 发出
notices-send-morning = 早上再送
notices-send-urgent = 急事马上发
notices-change-words = 改内容
notices-change-whom = 改对象
notices-sent = { $code } { $when }
    { $lines }
notices-goes-now = 发出了。
notices-goes-nobody = 记下了，没有人能在手机上收到。
notices-goes-later = 记下了，{ $until } 送到。
notices-sent-follow = 微信群、公告栏用转发包。
notices-sent-missing = { $n } 户联系不上，走访单上有门牌。

notices-letter-first = 📢 { $words }
    { $by } { $day }（{ $code }）
notices-letter-correction = 📢 更正：{ $words }
    以这条为准，前面发的作废。
    { $by } { $day }（{ $code }）
notices-letter-withdrawal = 📢 撤回：“{ $words }”不算数了。
    { $reason }
    { $by } { $day }（{ $code }）
notices-by-developer = { $estate }服务号
notices-by-preparing = { $estate }业主大会筹备组
notices-by-committee = { $estate }业委会
notices-by-re-election = { $estate }换届小组
notices-by-management = { $estate }物业管理委员会

notices-list-head = 最近的公告（回复数字看全文）：
notices-list-found = 找到 { $n } 条（回复数字看全文）：
notices-none-of-this = 没有这方面的公告。最近的有：
notices-none-yet = 还没有公告。急着知道的可以问秘书。
notices-line = { $code } { $title } · { $day }
notices-line-for = { $line } · { $whom }
notices-line-withdrawn = { $line } · 已撤回
notices-read = { $words }
    { $by } { $day }（{ $code }）
notices-read-corrected = { $words }
    { $by } { $day }更正（{ $code }）
notices-read-withdrawn = { $code } { $day }撤回了：{ $reason }
    原文：{ $words }
notices-written = { $day }的公告：{ $words }
notices-written-over = { $day }的公告，说的是{ $last }，已经过去了：{ $words }
notices-none-coming = 最近没有这方面的公告。上一次是{ $last }，已经过去了：
    { $code } { $title }
notices-unknown = 没有找到这个编号的公告。发“公告”看最近的。

notices-report-shown = { $code } { $title }（{ $whom }）
    { $lines }
notices-state-sent = { $at } 发出
notices-state-urgent = { $at } 发出（急事，休息时间也送）
notices-state-corrected = { $at } 更正
notices-state-later = 等到{ $until } 再送
notices-state-paused = 已暂停，没送的先不送
notices-state-cancelled = 没送到的不再发
notices-state-withdrawn = 已撤回，住户看得到撤回的原因
notices-count-delivered = 送到 { $n } 人
notices-count-waiting = 还在送 { $n } 人
notices-count-held = 还没送 { $n } 人
notices-count-unknown = 说不准 { $n } 人
notices-count-looks = 下次来看时收到 { $n } 人
notices-count-blocked = 关掉了提醒 { $n } 人
notices-count-failed = 没送成 { $n } 人
notices-count-dropped = 不再发 { $n } 人
notices-count-no-route = 手机联系不上 { $n } 人
notices-and = { $first }，{ $rest }
notices-live-going = 📤 { $code } { $title }
    已发 { $done }/{ $all } 人
notices-live-paused = 📤 { $code } { $title }
    已暂停，已发 { $done }/{ $all } 人
notices-live-later = 📤 { $code } { $title }
    { $day }{ $clock } 再送，已发 { $done }/{ $all } 人
notices-live-done = { $code } 送完了：{ $title }
    { $lines }
notices-live-cancelled = { $code } 不再发了：{ $title }
    { $lines }
notices-live-stopped = { $code } 这一版不再发，以后面的为准：{ $title }
    { $lines }
notices-doors-all = { $homes } 户都有人能收到
notices-doors-missing = { $homes } 户里 { $n } 户联系不上：{ $where }
notices-doors-of = { $building } 幢 { $n } 户
notices-doors-more = 共 { $n } 幢

notices-paused = { $code } 暂停了，还没送的先不送。已经收到的不变。
notices-resumed = { $code } { $when }
notices-cancelled = { $code } 剩下 { $n } 人不再发。收到的人那里不变，要作废请撤回。
notices-ask-correction = 把 { $code }“{ $title }”的新内容完整写一遍，可以带照片或文件。
notices-corrected = { $code } 更正{ $when }只告诉收到过或该收到的人，一人一次。
    { $lines }
notices-ask-reason = 为什么撤回 { $code }？收到过的人会看到，可以自己打一句。
notices-withdraw-preview = { $code } 撤回。收到过的人会看到：
    “{ $reason }”
notices-withdraw-now = 撤回
notices-change-reason = 改原因
notices-wrong = 内容有误
notices-changed = 情况有变
notices-reason-wrong = 内容有误，请以后面的公告为准
notices-reason-changed = 情况有变，原来的安排取消
notices-withdrawn = { $code } 撤回了。收到过的人会知道，列表里写明已撤回。
notices-is-withdrawn = 这条已经撤回，不能再改、再转。要说新的，发“发公告”。
notices-is-sending = 这条正在发。先发“暂停公告”再办。
notices-is-paused = 这条已经暂停了。发“继续发”或“不再发”。
notices-is-done = 这条已经全部送出，不能暂停。内容不对可以更正或撤回。
notices-is-cancelled = 这条剩下的已经不再发了。内容不对可以更正或撤回。
notices-is-stopped = 这一版已经被后面的更正代替了。发“公告”看最新的。

notices-pack-text = { $estate }公告：{ $words }
    { $by } { $day }
notices-pack-how = 上面的字和海报可以直接转到微信群，A4 那份打印张贴。
    转好了发“已转 { $code } 业主1群”，可以带照片。

notices-heading = 通知
notices-poster-kind = 公告
notices-poster-more = 全文请扫码看
notices-poster-scan = 长按扫码看公告，有事直接说
notices-board-scan = 扫码看全文
notices-file-poster = 海报 { $code }
notices-file-board = 公告 { $code }
