complaints-file =
    .label = 反映问题
    .phrase = 反映问题 | 我要反映 | 报修 | 我要报修 | 投诉 | 我要投诉 | 报事
complaints-mine =
    .label = 我的进度
    .phrase = 进度 | 我的进度 | 我的反映
complaints-look =
    .label = 看看详情
    .phrase = 详情 | 查看
complaints-confirm =
    .label = 好了
    .phrase = 解决了 | 已解决 | 现在好了
complaints-return =
    .label = 没好
    .phrase = 没好 | 没修好 | 退回重办
complaints-withdraw =
    .label = 撤回
    .phrase = 撤回
complaints-add =
    .label = 补一句
    .phrase = 补充 | 补一句
complaints-queue =
    .label = 待办
    .phrase = 待办 | 今天要办 | 我的待办
complaints-take =
    .label = 我来办
    .phrase = 我来办 | 受理 | 接手
complaints-hand =
    .label = 转物业
    .phrase = 转物业
complaints-ask =
    .label = 问一句
    .phrase = 问一句 | 追问
complaints-answer =
    .label = 答复
    .phrase = 答复 | 回复
complaints-phoned =
    .label = 打电话说
    .phrase = 打电话说 | 打电话答复了 | 电话答复 | 电话答复了
complaints-done =
    .label = 办好了
    .phrase = 好了 | 办好了 | 修好了 | 完成
complaints-hand-back =
    .label = 不归我们
    .phrase = 退给秘书 | 不归我们
complaints-for =
    .label = 代报
    .phrase = 代报
complaints-alarm-seen =
    .label = 我去
    .phrase = 我去 | 看到了 | 我马上去
complaints-alarm-there =
    .label = 到了
    .phrase = 到了 | 我到了 | 已到现场 | 到现场了
complaints-alarm-false =
    .label = 没有危险
    .phrase = 没有危险 | 误报
complaints-alarm-still =
    .label = 还在
    .phrase = 还在 | 人还在里面
complaints-alarm-safe =
    .label = 没事了
    .phrase = 没事了 | 出来了 | 人出来了 | 已经安全
complaints-alarm-mistake =
    .label = 发错了
    .phrase = 发错了 | 报错了

complaints-ask-story = 什么事？打字、发语音、发照片都行。
complaints-ask-category = 是哪方面的事？
complaints-ask-building = 在几幢？发个数字就行，比如“3”。
complaints-confirm-first = { $lines }
complaints-guess-kept = 您刚才说的“{ $words }”：
complaints-something-else = 是别的事
complaints-guess-right = { $guess }，对吗？
complaints-way = 人有危险就回“有危险”。
complaints-way-duty = 人有危险就回“有危险”，或打物业值班 { $phone }。
complaints-guess-matter = 事
complaints-guess-building = 是 { $building } 幢的{ $category }
complaints-guess-kind = 是{ $category }的事
complaints-guess-spot = 是{ $spot }的{ $category }
complaints-guess-common = 是公共地方的{ $category }
complaints-guess-unknown = { $guess }（名册上没有 { $building } 幢）
complaints-guess-same = { $guess }（已有 { $n } 件没办完）
complaints-yes = 对
complaints-not-building = 不是 { $building } 幢
complaints-not-category = 不是{ $category }
complaints-place-building = { $building } 幢
complaints-place-both = { $building } 幢{ $spot }
complaints-place-none = 公共地方
complaints-filed = 记下了，{ $code }。{ $who }{ $by } 前答复您。
    有照片接着发。手机没提醒时，发“进度”就能看到答复。
complaints-filed-voice = 语音收到，{ $code }，不用打字。{ $who }听了来办，{ $by } 前答复您。
complaints-filed-voice-duty = 语音收到，{ $code }，不用打字。{ $who }听了来办，{ $by } 前答复您。
    急事请打物业值班电话 { $duty }。
complaints-filed-for = 代报记下了，{ $code }。{ $who }{ $by } 前要给答复。
complaints-filed-nobody = 记下了，{ $code }。这里现在还没有经办人，有人接手就告诉您。急事请打：
    { $lines }
complaints-filed-nobody-bare = 记下了，{ $code }。这里现在还没有经办人，有人接手就告诉您。
complaints-holder-named = { $role }{ $name }
complaints-photo-drafted = 收到 { $n } 个附件，会一起记下。
complaints-choose-category = 选个类别
complaints-no-building = “{ $said }”看不出是几幢。发个数字就行，比如“3”；不在楼里就发“公共地方”。
complaints-photo-added = { $code }添了 { $n } 个附件，经办人看得到。
complaints-in-room = 好，单独问您，群里不说门牌和名字。
complaints-ask-line = 把原话粘过来，或说一句是什么事、在哪里。
complaints-ask-matter = { $where } 是什么事？说一句就行。
complaints-ask-source = 从哪里来的？
complaints-source-group = 业主群
complaints-source-phone = 电话
complaints-source-visit = 上门

complaints-alert = { $code } { $category } · { $place } · { $who }
    “{ $story }”
    ⏰ { $by } 前要给答复
complaints-returned-told = { $code } 第 { $times } 次退回：{ $category } · { $place } · { $who }
    “{ $story }”
    ⏰ { $by } 前要给答复
complaints-handed-back-told = { $code } 物业退回：{ $reason }
    { $category } · { $place } · { $who }
    “{ $story }”
    ⏰ { $by } 前要给答复
complaints-order = { $code } { $category } · { $place }
    “{ $story }”
    已对住户说：“{ $promised }”
complaints-order-again = { $code } 住户说没好，退回重修：{ $place }
    “{ $story }”
complaints-reporter = { $name }（{ $kind }）
complaints-reporter-unbound = 没绑定房屋
complaints-answered = { $code }：{ $words }
complaints-phoned-told = { $code }：{ $at } 电话告诉您，{ $words }。不对就回“不对”。
complaints-question = { $code } 想问您一句：{ $words }
complaints-story-enclosed = （只有照片或语音，点开看）
complaints-added-files-told = { $code } 住户补充了 { $n } 个附件
complaints-added-told = { $code } 住户补充：“{ $words }”
complaints-done-told = { $code }，说是办好了。现在好了吗？
complaints-done-told-photo = { $code }，说是办好了（有照片）。现在好了吗？

complaints-ask-sentence = 给 { $code } 的住户怎么说？谁来、什么时候来。可以自己打一句。
complaints-say-now = 马上有人过去
complaints-say-called = 已经叫了救援，人在路上
complaints-say-today = 今天下班前来看
complaints-say-tomorrow = 明天上午来看
complaints-say-three-days = 三天内来看
complaints-handed = { $code } 已转物业。给住户的话：“{ $words }”
complaints-handed-nobody = { $code } 已转物业，但物业还没有人在这里，请打电话告诉他们。
    给住户的话：“{ $words }”
complaints-taken = { $code } 由您来办。{ $by } 前还要给住户一句话。
complaints-taken-answered = { $code } 由您来办。
complaints-answer-given = { $code } 的住户会看到：“{ $words }”
complaints-answer-noted = { $code } 记下了：“{ $words }”。住户不在这里，请用电话告诉。
complaints-ask-question = 想问 { $code } 的住户什么？
complaints-question-sent = 问了 { $code } 的住户，有回音就告诉您。答复时限不变。
complaints-question-nobody = { $code } 的住户不在这里，请用电话问。
complaints-question-nobody-phone = { $code } 的住户不在这里，在这里问不到。请打电话问：{ $phone }。
complaints-question-nobody-told = { $code } 的住户不在这里，在这里问不到，请打电话或上门问。
complaints-ask-reason = { $code } 为什么不归你们？说一句，秘书会看到。
complaints-handed-back = { $code } 退给秘书了。
complaints-done-noted = { $n ->
    [0] { $code } 记为办好，已问住户好了没有。
   *[other] { $code } 记为办好，已问住户好了没有（附件 { $n } 个）。
    }
complaints-done-nobody = { $code } 记为办好。住户不在这里，请用电话问一声好了没有。
complaints-queue-empty = 现在没有要办的。
complaints-queue-some = 要办 { $n } 件，先列急的（回复数字看详情）：
complaints-queue-next = 还有，看下一页
complaints-queue-head = 要办 { $n } 件（回复数字看详情）：

complaints-none-yet = 您还没有反映过问题。有事直接说就行。
complaints-mine-head = { $n ->
    [0] { $over ->
        [0] 现在没有在办的（回复数字看详情）：
       *[other] 都办完了（回复数字看详情）：
        }
   *[other] { $over ->
        [0] 还在办 { $n } 件（回复数字看详情）：
       *[other] 还在办 { $n } 件，办完 { $over } 件（回复数字看详情）：
        }
    }
complaints-line = { $code } { $category } · { $place }：{ $state }
complaints-state-new-by = 已记下，{ $by } 前答复
complaints-state-overdue = 过了答复时间（{ $by }）
complaints-state-new = 已记下
complaints-state-taken = 已接手
complaints-state-working-who = 正在办（{ $who }）
complaints-state-waiting = 等待中
complaints-state-done = 说办好了，等您看
complaints-state-done-theirs = 说办好了，等住户看（到{ $until }）
complaints-state-done-until = 说办好了，等您看（到{ $until }）
complaints-state-resolved = 已解决
complaints-state-silent = 7 天没回音，先按办好算
complaints-state-declined = 办不了
complaints-state-transferred = 已转其他单位
complaints-state-indoors = 户内维修
complaints-state-duplicate = 和另一件一起办
complaints-state-withdrawn = 您撤回了
complaints-look-head = { $n ->
    [0] { $line }
        “{ $story }”
   *[other] { $line }
        “{ $story }”
        { $lines }
    }
complaints-look-who = 反映人：{ $who }
complaints-look-who-home = 反映人：{ $who } { $home }
complaints-event-handed = { $at } 转物业：{ $words }
complaints-event-answered = { $at } 答复：{ $words }
complaints-event-phoned = { $at } 电话：{ $words }
complaints-event-asked = { $at } 问：{ $words }
complaints-event-added = { $at } 补充：{ $words }
complaints-event-added-files = { $at } 补充了附件
complaints-event-done = { $at } 说办好了。{ $words }
complaints-event-done-bare = { $at } 说办好了
complaints-event-confirmed = { $at } 住户说好了
complaints-event-returned = { $at } 住户说没好
complaints-event-handed-back = { $at } 物业退回：{ $words }
complaints-event-withdrawn = { $at } 撤回
complaints-event-silent = { $at } 7 天没回音，先按办好算
complaints-event-alarm-still = { $at } 说还在危险里
complaints-event-alarm-safe = { $at } 说人没事了
complaints-event-alarm-seen = { $at } 值班看到了
complaints-event-alarm-there = { $at } 值班到了现场
complaints-event-alarm-over = { $at } 值班说人没事了
complaints-event-alarm-climbed = { $at } 没人应，往上报了一级
complaints-event-alarm-unanswered = { $at } 没有联系上人
complaints-event-overdue = { $at } 过了答复时间，已催
complaints-confirmed = 好，{ $code }记为已解决。再有问题直接说。
complaints-returned = { $code }已退回重办（第 { $times } 次）。{ $by } 前答复您。
    哪里没好，可以说一句或拍一张，不说也行。
complaints-returned-with = { $code }已退回重办（第 { $times } 次），您说的也转过去了。{ $by } 前答复您。
complaints-add-head = { $code }要补充什么？打字、发照片、发语音都行。
complaints-ask-more = { $head }
complaints-nothing-more = 不补充
complaints-nothing-added = 好，不补充也行，已经在办了。
complaints-added = 补上了，{ $code }的经办人看得到。
complaints-moved = 改好了，{ $code }在 { $place }，正在告诉经办人。
complaints-moved-told = { $code } 住户改了地方，是 { $place }：“{ $words }”
complaints-is-it-the-answer = 这句是回答 { $code }的问题吗？
complaints-it-is-the-answer = 是
complaints-it-is-new = 是另一件事
complaints-withdrawn-told = { $code } 住户撤回了，不用再办：{ $category } · { $place }
complaints-withdrawn = { $code }撤回了，不再办。
complaints-unknown = 没有找到这个编号。发“进度”看反映过的事，经办人发“待办”。
complaints-only-author = 只有反映的人能这样办。
complaints-not-in-hand = { $code } 现在不在物业手上，由秘书办；要物业办时会转给您。
complaints-not-take = 这件已经有人在办或办完了。发“待办”看还有哪些。
complaints-not-hand = 这件现在不能转物业：已经办完了。
complaints-not-answer = 这件已经办完，不用再答复。
complaints-not-add = 这件已经办完或撤回了。还没好就发“没好”，别的事直接说。
complaints-not-ask = 这件已经办完，不用再问。
complaints-not-done = 这件已经办完，或正等住户看。
complaints-not-confirm = 这件已经办完了。
complaints-not-return = 这件还在办，不用退回。发“进度”看到哪一步了。
complaints-not-withdraw = 这件已经办完了，不用撤回。
complaints-not-decline = 这件已经办完了。
complaints-closed-silently = { $code } 7 天没收到您的回音，先按办好算。没好就点一下，接着办。

complaints-alarm-call-lift = ⚠️ 马上打物业值班 { $duty }，电梯救援 { $lift }，或 { $public }。
complaints-alarm-call-first = ⚠️ 马上打 { $public }，再打物业值班 { $duty }。
complaints-alarm-call-duty = ⚠️ 马上打物业值班 { $duty }，或 { $public }。
complaints-alarm-call-liftonly = ⚠️ 马上打电梯救援 { $duty }，或 { $public }。
complaints-alarm-call-public = ⚠️ 马上打 { $public }。
complaints-alarm-sounded = { $call }
    { $advice }
    正在通知值班和秘书（{ $where }），谁看到了马上告诉您。人还在危险里吗？
complaints-alarm-where-known = { $place }
complaints-alarm-where = 还不知道在几幢，说一声
complaints-alarm-where-told = 已告诉值班：{ $place }。
complaints-alarm-sounded-nobody = { $call }
    { $advice }
    这里没有联系上值班的人，请一定打电话。人还在危险里吗？
complaints-alarm-no-estate = { $call }
    { $advice }
    还不知道您在哪个小区：说一声小区名（“换小区 四季家园”），我去通知值班。
complaints-alarm-advice-trapped = 告诉里面的人：按报警按钮，别扒门，别往外爬。
complaints-alarm-advice-gas = 先开窗、关总阀，别开关电器，人到外面再打电话。
complaints-alarm-advice-fire = 人先走楼梯下来，别坐电梯，别回头拿东西。
complaints-alarm-advice-flood = 先关总阀、断电，别踩水碰插座。
complaints-alarm-advice-falling = 离墙根远一点，别让人从下面过。
complaints-alarm-advice-shock = 先断电，别用手拉人，用干木棍拨开电线。
complaints-alarm-advice-injury = 别随便搬动人，叫得醒吗？有没有呼吸？按 120 说的做。
complaints-alarm-kind-trapped = 电梯困人
complaints-alarm-kind-gas = 燃气味
complaints-alarm-kind-fire = 起火冒烟
complaints-alarm-kind-flood = 爆管水浸
complaints-alarm-kind-falling = 坠物脱落
complaints-alarm-kind-shock = 触电漏电
complaints-alarm-kind-injury = 有人受伤
complaints-alarm-told = 🚨 { $kind } · { $estate } { $place }（{ $code }）
    “{ $story }”
    { $who }
    { $at } 收到。谁去，点一下，或回“我去”。
complaints-alarm-yours = { $code } 您去，已告诉住户。到了说一声情况。
complaints-alarm-taken = { $at } 已经有人去了。
complaints-alarm-who-named = 值班{ $name }
complaints-alarm-who = 值班
complaints-alarm-seen-told = { $who }{ $at } 看到了，正在赶过去。
complaints-alarm-calm-told = { $who }{ $at } 看过，说没有危险。还有不对马上打电话。
complaints-alarm-nobody = 还没有联系上值班的人。{ $call }
complaints-alarm-still-noted = 知道了，继续叫人。{ $call }
complaints-alarm-safe-noted = 好，人没事就好。{ $code }还会接着把毛病修好。
complaints-alarm-mistake-noted = 好，{ $code }撤回了，已停止通知。
complaints-alarm-safe-noted-hurt = 好，人没事就好。{ $code }会有人接着跟到底。
complaints-alarm-mistake-told = { $code } 住户 { $at } 说是发错了，没有危险，不用去了。
complaints-alarm-safe-told = { $code } 住户 { $at } 说人已经没事了。
complaints-alarm-calm = { $code } 记为没有危险，停止通知。给住户一句话。
complaints-alarm-passed-on = { $call }
    正在告诉值班：“{ $words }”。人还在危险里吗？
complaints-alarm-passed-to-nobody = { $call }
    记下了：“{ $words }”。这里没有联系上值班的人，请一定打电话。
complaints-alarm-there-told = { $who }{ $at } 说到了现场。
complaints-alarm-there-noted = { $code } 已告诉住户您到了。人没事了说一声。
complaints-alarm-over-told = { $who }{ $at } 说人已经没事了。还有不对马上打电话。
complaints-alarm-over-called = { $code } 值班 { $at } 说人已经没事了。
complaints-alarm-over-noted = { $code } 记为人没事了，已告诉住户。毛病还要接着修。
complaints-alarm-none = 这件没有在报警。
complaints-danger =
    .label = 有危险
    .phrase = 有危险 | 危险 | 紧急 | 救命 | 求救
complaints-danger-ask = 是哪种危险？先保住人，能打电话先打 { $fire } 或 { $injury }。
complaints-danger-story = （按“有危险”报的：{ $kind }）
