opinions-ask =
    .label = 征求意见
    .phrase = 征求意见 | 发起征求意见 | 问问大家
opinions-answer =
    .label = 选这个
opinions-look =
    .label = 看题目
    .phrase = 看题目 | 看问题
opinions-mine =
    .label = 意见投票
    .phrase = 意见投票 | 意见和投票 | 意见 | 投票
opinions-reason =
    .label = 说两句
    .phrase = 说两句 | 补充理由
opinions-result =
    .label = 看结果
    .phrase = 看结果 | 结果 | 征求结果
opinions-remarks =
    .label = 看理由
    .phrase = 看理由 | 住户的话
opinions-paper =
    .label = 结果单
    .phrase = 结果单
opinions-progress =
    .label = 看进展
    .phrase = 看进展 | 进展
opinions-forward =
    .label = 转发到群
    .phrase = 转发到群 | 转发材料
opinions-walk =
    .label = 走访单
    .phrase = 意见走访单 | 谁没答
opinions-edit =
    .label = 改问题
    .phrase = 改问题
opinions-close =
    .label = 提前截止
    .phrase = 提前截止
opinions-withdraw =
    .label = 撤回征求
    .phrase = 撤回征求 | 撤回征求意见
opinions-suggest =
    .label = 提建议
    .phrase = 提建议 | 提意见 | 我有建议
opinions-other = 换一个

opinions-ask-question = 想问大家什么？一句话，比如“公共晾衣架装在哪里？”。
opinions-question-long = 问题请在 { $most } 个字以内，详情下一步再写。
opinions-ask-options = 有哪几个选项？一行一个，2 到 9 个；也可以点现成的。
opinions-preset-for = 赞成
opinions-preset-against = 不赞成
opinions-preset-either = 都可以
opinions-preset-yes = 要
opinions-preset-no = 不要
opinions-preset-unsure = 说不好
opinions-options-number = 收到 { $n } 个选项，要 2 到 9 个，一行一个。
opinions-options-twice = 有两个选项一样，请改一个。
opinions-options-long = 每个选项请在 40 个字以内，详情下一步再写。
opinions-ask-explanation = 要加一句说明吗？可以带照片或文件一起发。
opinions-explanation-long = 说明请在 { $most } 个字以内，长的请发文件。
opinions-ask-days = 开放几天？发个数字，一般 { $days } 天（小区默认设置）。
opinions-days = { $n } 天
opinions-days-wrong = 天数请在 1 到 { $most } 之间。
opinions-ask-split = 截止前，各选项有多少户选，大家看得到吗？
opinions-split-hidden = 截止前不显示
opinions-split-shown = 边收边看
opinions-ask-scope = 问哪些人？业主和租户都会问到，分开计数。
opinions-scope-estate = 全小区
opinions-scope-building = 只问一幢
opinions-ask-building = 问哪一幢？发个数字。
opinions-no-such-building = 房屋清单里没有这一幢，请再看一下幢号。
opinions-preview = 要发出的：{ $question }
    { $options }
    { $until } 截止，{ $split }{ $files ->
        [0] { "" }
       *[other] ，附件 { $files } 个
    }
    { $whom }，能在这里问到 { $people } 人。发出吗？
opinions-whom-estate = 问{ $homes ->
        [0] 全小区
       *[other] 全小区 { $homes } 户
    }
opinions-whom-building = 只问 { $building } 幢 { $homes } 户
opinions-send = 发出
opinions-change-words = 改问题选项
opinions-change-terms = 改时间范围
opinions-opened = { $code } 发出了，{ $until } 截止。{ $rooms ->
        [0] { "" }
       *[other] 业主群有看板。
    }
    已私下问 { $people } 人；没在这里的住户，请把海报转到微信群。{ $reminder }
opinions-closes = { $day }{ $clock }

opinions-question = { $estate }业委会征求意见：{ $question }
    { $lines }
opinions-reminder = { $estate }业委会征求意见，{ $until } 截止，您家还没选：{ $question }
    { $lines }
opinions-only-listening = 只听意见，不是业主大会表决。
opinions-reminds =
    { "" }
    截止前 { $days } 天提醒没答的户一次（小区默认设置）。
opinions-reminded =
    { "" }
    已提醒没答的 { $n } 人。
opinions-yours = 您现在选的是 { $option }
opinions-how = { $until } 前可以选、可以改，一户算一次。只听意见，不是业主大会表决。
opinions-how-building = 只问 { $building } 幢。{ $until } 前可以选、可以改，一户算一次。只听意见，不是业主大会表决。
opinions-only-building = 只问 { $building } 幢。
opinions-board = 📊 征求意见：{ $question }（到 { $until }）
    { $lines }
    { $turnout }只听意见，不是表决。
opinions-board-closed = 📊 征求意见截止了：{ $question }
    { $turnout }结果另发在下面。
opinions-turnout = 业主 { $homes } 户、租户 { $tenants } 户已回答（共 { $asked } 户）。
opinions-turnout-unknown = 业主 { $homes } 户、租户 { $tenants } 户已回答。
opinions-noted = 记下了：{ $option }{ $homes ->
        [1] { "" }
       *[other] （您的 { $homes } 户都算）
    }。{ $until } 前可以改。
opinions-late = 已经截止了（{ $closed }），这次没有记上。结果大家都能看。
opinions-late-withdrawn = 这次征求意见撤回了，原因：{ $reason }。
opinions-reworded = 问题改过了，请看新的题目再选。
opinions-bind-first = 回答按户计。先说一声您家门牌，比如“3-2-501”，对上了就能选。租户也能选：请业主发“邀请同住”给您码，或找秘书。
opinions-bind-room = 回答按户计。请点我的头像，单独说一声您家门牌，对上了再来点。
opinions-other-estate = 这次只问{ $estate }的住户，您登记在别的小区。在{ $estate }也有房，先点下面，再说一声门牌。
opinions-helper = 您登记的是家人，请本人来选；您的话可以先记下。
opinions-other-building = 这次只问 { $building } 幢的住户；您的话可以先记下。
opinions-ask-reason = 想说什么？会和结果一起给业委会看，不写名字和门牌。
opinions-reason-noted = 记下了，放在您选的 { $option } 后面，不写名字。
opinions-reason-noted-alone = 记下了，会和结果一起给业委会看，不写名字。
opinions-which-first = 现在有几件在征求意见，请先发“意见”，点开一件再说。
opinions-none-open = 现在没有在征求的意见。有想法直接说，业委会会看。
opinions-list = 正在征求意见 { $n } 件（回复数字看题目）：
opinions-line-coded = { $code } { $line }
opinions-line = { $question }（到 { $until }）
opinions-unknown = 没有找到这次征求意见。发“意见”看现在有哪些。
opinions-ended = 这次征求意见已经结束了。发“结果”可以看结果。
opinions-hidden = 截止前不显示各选项有多少户，免得影响后面的人。{ $until } 截止后大家一起看。
opinions-withdrawn-no-result = 这次征求意见撤回了，没有结果。原因：{ $reason }。
opinions-withdrawn = 征求意见撤回了：{ $question }
    原因：{ $reason }

opinions-result-text = 📊 征求意见结果：{ $question }
    { $turnout }
    { $lines }
    按{ $article }听取意见，不是业主大会表决。
opinions-result-now = 📊 征求意见（还在收，到 { $until }）：{ $question }
    { $turnout }
    { $lines }
    按{ $article }听取意见，不是业主大会表决。
opinions-split-line = { $option } { $homes } 户（{ $share }）{ $tenants ->
        [0] { "" }
       *[other] ，租户 { $tenants } 户
    }
opinions-split-none = { $option } { $homes } 户{ $tenants ->
        [0] { "" }
       *[other] ，租户 { $tenants } 户
    }
opinions-split-and = { $first }；{ $rest }
opinions-ended-early-line = 提前截止，原因：{ $reason }
opinions-building-line = { $building } 幢：{ $split }
opinions-building-rest = 其他各幢：{ $split }
opinions-no-remarks = 没有人另外留话。
opinions-remarks-all = 住户的话（{ $n } 条，不写名字）：
    { $lines }
opinions-remarks-some = 住户的话（共 { $n } 条，全部在结果单里）：
    { $lines }
opinions-paper-later = 结果单要到截止后才有（{ $until }）。
opinions-paper-here = “{ $question }”的结果单，可以打印张贴。

opinions-progress-text = { $code } { $question }（到 { $until }）
    { $turnout }
    { $split }{ $doubtful ->
        [0] { "" }
       *[other] 业主群的看板没法确认发出，有人再答时会发一条新的。
    }{ $reminder }{ $media }
opinions-progress-hidden = 各选项有多少户，截止后才显示。
opinions-forward-how = 下面这段话和海报，转到微信群；PDF 打印张贴。
    转好了发“已转 { $code } 业主1群”，可以带照片。
opinions-forward-text = { $estate }业委会征求意见：{ $question }
    { $until } 前，长按海报二维码就能选，租户也可以说。
    只听意见，不是业主大会表决。
opinions-only-opener = 只有发起的人能改或结束这次征求意见。
opinions-edit-late = 已有 { $n } 户回答，问题不能再改：他们答的是原来的题。要换题请撤回这次，重新征求。
opinions-edit-preview = { $code } 改成这样，重新问 { $people } 人：{ $question }
    { $options }
opinions-ask-again = 重新问
opinions-write-again = 再改改
opinions-edited = { $code } 改好了：{ $question }
    还没有人答过，已按新题重新问（到 { $until }）。
opinions-ask-why-close = 为什么提前截止？说一句，结果里会写上。
opinions-close-preview = { $code } 现在截止，不能再打开。结果马上发给业委会和群里，写明原因：
    “{ $reason }”
opinions-close-now = 截止
opinions-withdraw-preview = { $code } 撤回后没有结果。大家会看到原因：
    “{ $reason }”
opinions-withdraw-now = 撤回
opinions-change-reason = 改原因
opinions-closed-early = { $code } 提前截止了。结果马上发给业委会和群里，写明原因：{ $reason }。
opinions-ask-why-withdraw = 为什么撤回？说一句，大家会看到。
opinions-taken-back = { $code } 撤回了，没有结果。已告诉答过的 { $n } 人。

opinions-ask-suggestion = 有什么建议？一句话就行。
opinions-suggestion-right = “{ $words }”：记为给业委会的建议，对吗？
opinions-suggestion-yes = 对
opinions-suggested = 记下了，已转给业委会秘书。
opinions-suggested-nobody = 记下了，业委会看得到。现在还没有秘书在这里。
opinions-suggested-told = { $estate }住户建议：“{ $words }”

opinions-poster-kind = 征求意见
opinions-poster-dates = { $opened }–{ $until }
opinions-poster-only = 只听意见，不是业主大会表决；租户也可以说
opinions-poster-scan = 长按识别，点一下就能选
opinions-sheet-heading = 征求意见结果：{ $question }
opinions-sheet-dates = { $opened }–{ $closed }
opinions-sheet-homes = 业主（按户）
opinions-sheet-tenants = 租户（按户）
opinions-sheet-count = { $n } 户
opinions-sheet-share = { $n } 户 · { $share }
opinions-sheet-buildings = 各幢业主：
opinions-sheet-only = 按{ $article }听取业主、物业使用人意见，不是业主大会表决。
opinions-sheet-signature = { $estate }业主委员会
opinions-sheet-remarks = 住户的话（不写名字）
opinions-sheet-scan = 扫码看结果
opinions-file-poster = 征求意见海报
opinions-file-result = 征求意见结果
