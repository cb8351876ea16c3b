# 账目：导入、复核、公布、查账、疑问

disclosures-accounts =
    .label = 查账
    .phrase = 查账 | 账目 | 看账 | 公共收益
disclosures-import =
    .label = 导入账目
    .phrase = 导入账目 | 上传账目
disclosures-import-again =
    .label = 重发一份
disclosures-year =
    .label = 哪一年
disclosures-odd =
    .label = 看全部
disclosures-submit =
    .label = 交复核
    .phrase = 交复核
disclosures-submit-anyway =
    .label = 照样交复核
    .phrase = 照样交复核
disclosures-drop =
    .label = 不要了
    .phrase = 这份账不要了
disclosures-confirm =
    .label = 确认
    .phrase = 确认账目 | 账目无误
disclosures-return =
    .label = 退回
    .phrase = 退回账目
disclosures-publish =
    .label = 公布
    .phrase = 公布账目 | 发布账目
disclosures-withdraw =
    .label = 撤回公布
    .phrase = 撤回公布 | 撤回账目
disclosures-walk =
    .label = 走访单
    .phrase = 账目走访单
disclosures-pack =
    .label = 转发材料
    .phrase = 账目转发材料
disclosures-show =
    .label = 看汇总
    .phrase = 看汇总 | 账目汇总
disclosures-chart =
    .label = 看图
    .phrase = 账目图
disclosures-paper =
    .label = 看公告
disclosures-income =
    .label = 全部收入
    .phrase = 全部收入
disclosures-spending =
    .label = 全部支出
    .phrase = 全部支出
disclosures-category =
    .label = 看这一类
disclosures-item =
    .label = 看这一笔
disclosures-entries =
    .label = 每一笔
disclosures-vouchers =
    .label = 看凭证
disclosures-voucher =
    .label = 加凭证
    .phrase = 加凭证
disclosures-doubt =
    .label = 我有疑问
    .phrase = 我有疑问 | 账目有疑问
disclosures-doubts =
    .label = 大家的疑问
    .phrase = 大家的疑问 | 账目疑问
disclosures-explain =
    .label = 答疑
    .phrase = 答疑

disclosures-lines = { $lines }
disclosures-and = { $first }、{ $rest }
disclosures-figure = { $label } { $fen }
disclosures-nothing-said = { "" }

disclosures-ask-file = 把账目表发到这里，Excel 或 CSV 都行。要有一行写明项目和金额。
disclosures-needs-table = 这里要一张表：Excel（.xlsx）或 CSV 文件。照片和文字记不了账。
disclosures-reading = { $code } 收到，正在看表，马上告诉您。
disclosures-not-read = { $code } 没能记账：{ $why }
    什么都没有改动。
disclosures-refused-file = 这个文件打不开，或不是 Excel、CSV 表。
disclosures-too-many = 表里超过 { $n } 笔，请按年份或按类分开发。
disclosures-wrong-year = { $year } 年不对，请写今年或以前的年份。
disclosures-other-year = 表里没有 { $year } 年的，有 { $found } 年的。要记那一年就点一下。
disclosures-which-year = { $code } 看不出是哪一年的账。是哪一年？
disclosures-year-label = { $year } 年
disclosures-read = { $code } { $year } 年账目看完了：{ $n } 笔。{ $odd }
disclosures-other-years = 表里还有 { $years } 年的，这次没记。要记发“导入账目 { $last }”。
disclosures-this-one = 这一份
disclosures-older-draft = { $new } 代替 { $old }，{ $old } 不再用。
disclosures-older-review = { $old } 是同一年的，正有人在复核；{ $new } 交复核时才代替它。
disclosures-older-checked = { $old } 是同一年的，已复核、等公布；{ $new } 交复核时才代替它。
disclosures-replaced-told = { $old } 不用再看了：{ $year } 年账目有新的一份，{ $new } 代替它。
disclosures-odd-count = { $n ->
    [0] 每一处都对得上。
   *[other] { $unequal ->
        [0] 有 { $n } 处请看一眼：
       *[other] 有 { $n } 处请看一眼，其中 { $unequal } 处数字对不上：
        }
    }
disclosures-odd-in-sheet = “{ $sheet }”{ $what }
disclosures-odd-sheet-unread = 表“{ $sheet }”不像账目，没有记。
disclosures-odd-sheet-again = 表“{ $sheet }”和前面的表说的是同样的账，没有重复记。
disclosures-odd-undated = 有 { $n } 笔共 { $total }看不出是哪一年，没有记。
disclosures-odd-only-due = 有 { $n } 行只写了合同或应收，没有实际收付，没有记。
disclosures-only-due = 表里 { $n } 行只写了合同或应收，没有实际收付的数，记不了账。
disclosures-odd-fund-lost = 已公布的那一版有{ $fund }，这份没有：公布后那一部分就没有了。
disclosures-odd-page = { $code } 要看的共 { $n } 处：
    { $lines }
disclosures-odd-none = 没有别的了。
disclosures-sums = { $fund }：{ $opening }收入 { $income }，支出 { $expense }，{ $foot }。
disclosures-sums-cost = { $fund }：{ $opening }收入 { $income }，成本 { $cost }，支出 { $expense }，{ $foot }。
disclosures-sums-opening = 期初结余 { $fen }，
disclosures-foot-opening = 期初结余 { $fen }
disclosures-foot-computed = 算出 { $fen }
disclosures-foot-net = 收支相抵 { $fen }
disclosures-foot-closing = 期末结余 { $fen }
disclosures-dropped = { $what }不要了，没有公布。

disclosures-ask-note = { $code } 有 { $n } 处数字对不上。差额是什么原因？写一句，复核的人和住户都看得到。
disclosures-note-preview = { $code } 交复核。复核的人和住户都会看到：
    “{ $words }”
disclosures-note-submit = 就这样交
disclosures-change-words = 改一下
disclosures-note-short = 请写一句差额的原因，比如“合计漏加了一笔利息”。
disclosures-needs-note = 有 { $n } 处数字对不上，要先写一句差额的原因才能交复核。回“照样交复核”来写。
disclosures-submitted = { $code } 已请{ $names }复核。确认后告诉您，就可以公布。
disclosures-submitted-unnamed = { $code } 已请 { $n } 位复核。确认后告诉您，就可以公布。
disclosures-no-second = 还没有能复核的人：要业委会主任、委员或社区里的另一位。请先邀请一位进来。
disclosures-to-check = { $code } { $year } 年账目等您复核：{ $n } 笔。
disclosures-unequal-note = { $n } 处数字对不上，说明：“{ $note }”
disclosures-note = 差额说明：“{ $note }”
disclosures-same-person = 这份账是您经手的，要由另一位来确认（一人记账、另一人复核）。请业委会主任、委员或社区的一位来。
disclosures-not-checker = 复核要由业委会主任、委员或社区的人来做，您的账号现在没有这个身份。
disclosures-confirmed = { $what }确认了，可以公布。
disclosures-checked-told = { $code } { $year } 年账目复核通过，可以公布了。
disclosures-ask-return = { $code } 哪里不对？写一句，记账的人看得到。
disclosures-returned = { $what }退回了，已告诉记账的人。
disclosures-returned-told = { $code } 复核退回：“{ $reason }”
    改好表再发一份，或说明后再交。
disclosures-returned-because = 上次退回的原因：“{ $reason }”

disclosures-published = { $what }公布了（第 { $version } 版），校验码 { $digest }。正在告诉住户。
disclosures-none-to-publish = 现在没有可以公布的账目。先发“导入账目”把表发来，交另一位复核，确认后就能公布。
disclosures-not-yet-checked = { $what }还不能公布：在等另一位复核。确认后就能公布。
disclosures-not-yet-submitted = { $what }还不能公布：还没交复核。回“交复核”请另一位看，确认后就能公布。
disclosures-pack-how = 图发业主群，A4 那张打印盖章后贴公告栏。要转发的文字点“转发材料”。
disclosures-replaces = 代替了 { $old }；旧的一版还能看，标着“已更正”。
disclosures-missing = 这一年还缺：{ $parts }。
disclosures-pack-text = 【{ $estate }】{ $news }
    扫图上的码能查每一笔，有疑问直接问。
disclosures-pack-text-bare = 【{ $estate }】{ $news }
    有疑问直接问。
disclosures-media = { $line }
    转好、贴好了发“已转 { $code } 业主1群”，可以带照片。
disclosures-ask-withdraw = { $code } 为什么撤回？写一句，看过的住户会看到。
disclosures-withdraw-preview = { $code } 撤回，原来的数不算数。看过的住户会看到：
    “{ $words }”
disclosures-withdraw-now = 撤回
disclosures-withdrawn = { $what }撤回了，正在告诉看过的住户。旧的一版还能看，标着“已撤回”。
disclosures-of-year = { $year } 年账目
disclosures-named = { $code } { $year } 年账目
disclosures-named-undated = { $code } 账目
disclosures-state-reading = { $what }正在读表。
disclosures-state-unread = { $what }没能读出来。
disclosures-state-draft = { $what }还没交复核：{ $n } 笔。
disclosures-state-review = { $what }等复核：{ $n } 笔。
disclosures-state-checked = { $what }复核过了，等公布：{ $n } 笔。
disclosures-state-dropped = { $what }不要了。
disclosures-line-reading = { $what }：正在读表
disclosures-line-draft = { $what }：等交复核
disclosures-line-review = { $what }：等复核
disclosures-line-checked = { $what }：等公布
disclosures-line-published = { $what }：已公布
disclosures-line-doubt = { $code } 住户有疑问，{ $by }前答复
disclosures-work = 账目 { $n } 件（回复数字看）：
disclosures-work-none = 现在没有在办的账目。
disclosures-is-reading = 这份还在读表，过一会儿再试。
disclosures-is-unread = 这份没能读出来，请重发一份。
disclosures-is-draft = 这份还没交复核，现在不能这样办。先“交复核”。
disclosures-is-review = 这份正等另一位复核，现在不能这样办。
disclosures-is-checked = 这份已经复核过了，下一步是“公布”。
disclosures-is-published = 这份已经公布了。要改就导入新的一份，公布后代替它；或“撤回公布”。
disclosures-is-corrected = 这份已经更正，由新的一版代替了。
disclosures-is-withdrawn = 这份已经撤回了。要重新公布，请再导入一份。
disclosures-is-dropped = 这份已经不要了，请再导入一份。
disclosures-unknown = 没有找到这份账目。发“查账”看已经公布的。
disclosures-no-line = 没有这一笔。
disclosures-not-current = 这一笔不在现在公布的账里了。发“查账”看最新的。

disclosures-news = { $year } 年账目公布了（{ $code }，第 { $version } 版）。
disclosures-changed-income = { $fund }收入由 { $before }改为 { $fen }。
disclosures-changed-cost = { $fund }成本由 { $before }改为 { $fen }。
disclosures-changed-expense = { $fund }支出由 { $before }改为 { $fen }。
disclosures-changed-details = 合计没有变，改的是明细。
disclosures-corrected-told = { $year } 年账目更正了：原来的（{ $old }）不算数，以 { $code } 为准。
disclosures-withdrawn-told = { $year } 年账目（{ $code }）撤回了，原来的数不算数。
    原因：{ $reason }
    重新公布后看得到新的。

disclosures-none-yet = { $year } 年的账还没公布。该由物业和业委会公布，小区默认 { $due }前。
    依据：{ $article }，每年公布一次。
disclosures-none-late = { $year } 年的账还没公布。该由物业和业委会公布，小区默认 { $due }前，已经晚了。
    依据：{ $article }，每年公布一次。
disclosures-head = { $year } 年账目（{ $code }，第 { $version } 版），{ $day }公布：
disclosures-is-gone = 这一版{ $day }已撤回，不算数。原因：{ $reason }
disclosures-is-replaced = 这一版{ $day }已更正，以 { $newer } 为准。
disclosures-newer = 看新的
disclosures-picture = { $year } 年的收支图。
disclosures-page = { $year } 年的收支公告，和公告栏上贴的一样。

disclosures-when-year = { $year } 年
disclosures-when-month = { $year } 年 { $month } 月
disclosures-when-months = { $year } 年 { $month }–{ $last } 月
disclosures-compare-more = ，比 { $last } 年多 { $fen }
disclosures-compare-less = ，比 { $last } 年少 { $fen }
disclosures-compare-same = ，和 { $last } 年一样
disclosures-compare-none = ，{ $last } 年没有这一笔
disclosures-compare-unknown = 。{ $last } 年的账没有在这里公布
disclosures-item-income = { $when }{ $what }收入 { $fen }{ $compare }。
disclosures-item-of = { $item }{ $category ->
       *[other] { "" }
    }
disclosures-item-cost = { $when }{ $what }成本 { $fen }{ $compare }。
disclosures-item-spent = { $when }{ $what }支出 { $fen }{ $compare }。
disclosures-item-plain = { $when }{ $what } { $fen }{ $compare }。
disclosures-each-in = { $months }各到账 { $fen }。
disclosures-each-out = { $months }各付 { $fen }。
disclosures-many-in = 分 { $n } 笔到账，最大一笔 { $fen }（{ $what }）。
disclosures-many-out = 分 { $n } 笔付出，最大一笔 { $fen }（{ $what }）。
disclosures-short = { $what } { $fen }
disclosures-month = { $month }月
disclosures-short-month = { $month }月 { $fen }
disclosures-contract = 对方{ $party }，合同到 { $until }。
disclosures-contract-until = 合同到 { $until }。
disclosures-contract-party = 对方{ $party }。
disclosures-owed = 还有 { $fen }没收到。
disclosures-entries-door = 每一笔和合同给本小区住户看：发“绑定 3-2-501”这样一句就行。
disclosures-entries-refused = 每一笔给本小区住户看。发“绑定 3-2-501”这样一句就行。
disclosures-received = { $when }{ $fund }共收入 { $fen }{ $compare }。
disclosures-spent = { $when }{ $fund }共支出 { $fen }{ $compare }。
disclosures-besides = 另有成本 { $fen }，不算在支出里。
disclosures-net = { $when }{ $fund }收支相抵 { $fen }{ $compare }。
disclosures-balance = { $when }{ $fund }期末结余 { $fen }{ $compare }。
disclosures-kind-income = 收入 { $fen }
disclosures-kind-cost = 成本 { $fen }
disclosures-kind-expense = 支出 { $fen }
disclosures-plus = { $first } + { $rest }
disclosures-minus = { $first } − { $rest }
disclosures-equals = { $first } = { $rest }。
disclosures-one-account = 公共收益进一个账户，不按来源分开花。
disclosures-top = { $n ->
    [1] 只有一项：{ $top }。
   *[other] 最多 { $n } 项：{ $top }。
    }
disclosures-nothing = { $when }的账上没有“{ $what }”。
disclosures-year-missing = { $when }的账还没公布，看不到“{ $what }”。
disclosures-before = { $when }{ $what } { $fen }。
disclosures-whole-of = { $fund }{ $topic }
disclosures-topic-received = 收入
disclosures-topic-spent = 支出
disclosures-topic-net = 结余
disclosures-topic-balance = 结余
disclosures-nearest = 账上没有“{ $asked }”这笔。相近的有：{ $near }。
disclosures-largest = 账上没有“{ $asked }”这笔。账上最大的几类：{ $near }。
disclosures-which = “{ $asked }”想看哪一项？{ $near }。
disclosures-which-of = 想看哪一项？{ $near }。
disclosures-no-year = { $year } 年的账没有在这里公布。看公布了的哪一年？
disclosures-no-such = 账上没有“{ $asked }”这笔。
disclosures-ask-human = 问秘书
disclosures-other-income = 其他收入
disclosures-other-spending = 其他支出
disclosures-all-income = { $year } 年共收入 { $fen }，{ $n } 类（回复数字看）：
disclosures-all-spending = { $year } 年共支出 { $fen }，{ $n } 类（回复数字看）：
disclosures-all-spending-cost = { $year } 年共支出 { $fen }，另有成本 { $cost }，{ $n } 类（回复数字看）：
disclosures-list = { $head }
    其中（回复数字看）：
disclosures-entry = { $what } { $fen }
disclosures-entry-cost = { $what } { $fen }（成本）
disclosures-entry-more = { $line }（{ $detail }）
disclosures-entry-list = { $what }共 { $n } 笔：
    { $lines }
disclosures-part-due = 应收 { $fen }
disclosures-part-party = { $party }
disclosures-part-until = 合同到 { $until }

disclosures-vouchers-here = { $what }的凭证，{ $n } 张。只供您核对，请不要转发。
disclosures-vouchers-none = { $what }还没有传凭证。可以点“我有疑问”让秘书补上。
disclosures-vouchers-refused = 凭证只给核实过的业主看（里面有对方的合同和账号）。先发“绑定 3-2-501”这样一句，再请秘书核实。
disclosures-vouchers-tied = 凭证只给核实过的业主看（里面有对方的合同和账号）。您是业主的话，请秘书当面核实一次就能看；租户请业主来看。
disclosures-ask-voucher = { $code }“{ $line }”的凭证，发照片或文件。
disclosures-needs-file = 这里要照片或文件。
disclosures-which-line = 是第几笔？带上序号再说一次，比如“加凭证 { $code } 3”。
disclosures-voucher-kept = “{ $what }”的凭证收好了，共 { $n } 张。核实过的业主看得到。

disclosures-ask-doubt = 关于 { $what }，您想问什么？说一句就行。
disclosures-doubt-offered = 账上只有数，没写原因。关于 { $what }，要问秘书吗？答复大家都看得到。
    “{ $words }”
disclosures-about-year = { $year } 年的账
disclosures-about-item = { $year } 年的“{ $what }”
disclosures-asked = 记下了，{ $code }。秘书 { $by } 前答复（小区默认 { $days } 个工作日）。
    答复大家都看得到，不写您的名字。发“大家的疑问”可以看。
disclosures-asked-nobody = 记下了，{ $code }。这里现在还没有经办人，有人接手就看得到；该在 { $by } 前答复。
disclosures-doubt-told = { $code } 住户对账目有疑问：{ $subject }
    “{ $words }”
    ⏰ { $by } 前答复，答复对全体住户公开
disclosures-doubt-overdue = { $code } 账目疑问过了答复时间：{ $subject }
    “{ $words }”
    ⏰ 本该 { $by } 前答复
disclosures-doubt-whole = 整本账
disclosures-ask-explain = { $code } 怎么答复？全体住户都看得到，别写提问人的名字、门牌。
    “{ $words }”
disclosures-explain-preview = { $code } 这样答复，全体住户都看得到：
    “{ $words }”
disclosures-explain-now = 答复
disclosures-explained = { $code } 答复了，提问的住户会看到，也放进了“大家的疑问”。
disclosures-explained-alone = { $code } 答复了，放进了“大家的疑问”。提问的住户现在联系不上。
disclosures-explained-already = 这个疑问已经答复过了。
disclosures-explained-told = { $code } 您问的账目有答复了：{ $words }
disclosures-doubts-head = 大家问过的：
    { $lines }
disclosures-doubts-line = { $what }：{ $answer }
disclosures-doubts-none = 还没有人对账目提过疑问。

disclosures-printed-heading = { $year }年{ $fund }收支公布
disclosures-printed-picture = { $year }年{ $fund }收支
disclosures-printed-period = { $year }年度
disclosures-printed-unit = 单位：元
disclosures-printed-year = { $year }年
disclosures-printed-total = { $what }合计
disclosures-printed-item = 项目
disclosures-printed-change = 增减
disclosures-printed-opening = 期初结余
disclosures-printed-closing = 期末结余
disclosures-printed-no-opening = 期初结余（未填报）
disclosures-printed-net = 收支相抵
disclosures-printed-others = 其他
disclosures-printed-number = { $code } · 第 { $version } 版
disclosures-printed-digest = 校验码 { $digest }
disclosures-printed-signature = { $estate }业主委员会
disclosures-printed-seal = 盖章处
disclosures-printed-scan = 扫码查每一笔
disclosures-printed-objection = 有疑问请扫码提出或找业委会秘书，答复向全体业主公开（《宁波市住宅小区物业管理条例》第五十四条）。
disclosures-printed-mark-withdrawn = 已撤回
disclosures-printed-mark-corrected = 已更正
disclosures-full-day = { $on_year }年{ $on_month }月{ $on_day }日
