meetings-call =
    .label = 定会议
    .phrase = 定会议 | 开个会 | 召集会议
meetings-list =
    .label = 会议
    .phrase = 会议 | 会议安排
meetings-look =
    .label = 看会议
    .phrase = 看会议
meetings-come =
    .label = 能来
    .phrase = 能来 | 我能来
meetings-decline =
    .label = 来不了
    .phrase = 来不了 | 我来不了
meetings-come-after-all = 还是能来
meetings-sign =
    .label = 签到
    .phrase = 签到 | 签个到
meetings-received =
    .label = 已收悉
    .phrase = 已收悉 | 收悉
meetings-opinion =
    .label = 提意见
    .phrase = 会议意见
meetings-move =
    .label = 改时间
    .phrase = 改时间 | 会议改期
meetings-cancel =
    .label = 取消会议
    .phrase = 取消会议
meetings-fell-through =
    .label = 没开成
    .phrase = 没开成 | 会没开成
meetings-result =
    .label = 会议结果
    .phrase = 会议结果

meetings-committee-notice = 《宁波市住宅小区物业管理条例》第三十三条第二款
meetings-committee-notice-plan = 《业主大会和业主委员会指导规则》第三十九条
meetings-committee-quorum = 《宁波市住宅小区物业管理条例》第三十三条第一款

meetings-ask-when = 哪天几点开？比如“11月30日 19:00”“下周三晚上7点”。
meetings-ask-new-time = 改到哪天几点？比如“11月30日 19:00”“下周三晚上7点”。
meetings-ask-clock = { $day }几点？可以自己打，比如“下午两点半”。
meetings-hour-unclear = 没看明白{ $day }几点。请写钟点，比如“{ $day }19:00”。
meetings-which-moment = 是这个时间吗？
meetings-on = { $at }
meetings-other-time = 换个时间
meetings-other-agenda = 改议题
meetings-ask-place = 在哪里开？
meetings-ask-agenda = 议题有哪些？一行一个。
meetings-confirm = { $estate }业委会会议：{ $at }，{ $place }
    { $lines }
    { $rooms ->
        [0] 发给委员和社区；还没绑定业主群，要请您转发到群里。
       *[other] 发给委员和社区，{ $rooms } 个群同时公布、听取意见。
    }
meetings-line-agenda = 议题：{ $agenda }
meetings-short-of-plan = 提前 { $days } 天，够法定天数；建议提前 7 天（{ $article }）。
meetings-same-day = 这一天已经有一次会议。
meetings-send = 发出
meetings-when-unclear = 没看明白是哪天几点。请写日期和时间，比如“11月30日 19:00”“下周三晚上7点”。
meetings-when-past = 这个时间已经过去了。请写以后的日期和时间。
meetings-too-soon = 来不及：开会前 3 天要公布议题（{ $article }），最早 { $earliest }可以开。换个时间就行。
meetings-no-members = { $estate }还没有登记业委会委员。先给委员发邀请码，再来定会议。
meetings-called = { $code } 会议定好了，{ $told }
    会前 7 天、1 天、2 小时各提醒一次，说来不了的不提醒。
meetings-told = { $rooms ->
        [0] 正在通知 { $people } 人。群里和公告栏请转发。
       *[other] 正在通知 { $people } 人、{ $rooms } 个群。
    }
meetings-told-nobody = { $rooms ->
        [0] 没有要单独通知的人。群里和公告栏请转发。
       *[other] 没有要单独通知的人，正在发到 { $rooms } 个群。
    }
meetings-forward = 可以转发、贴公告栏：
    { $estate }业委会 { $at } 开会，地点{ $place }。议题：{ $agenda }。有意见请在开会前说，租户也可以说。
meetings-call-letter = { $code } { $estate }业委会会议：{ $at }，{ $place }
    议题：{ $agenda }
    能来吗？不能请人代开会。
meetings-report = { $estate }业委会报告（{ $code }）：{ $at } 开会，{ $place }
    议题：{ $agenda }
    有意见请在开会前告诉秘书。收悉不等于同意。
meetings-notice = { $estate }业委会 { $at } 开会，地点{ $place }。议题：{ $agenda }。有意见请在开会前单独告诉我，租户也可以说。
meetings-moved = { $code } 改到{ $at }，原来的提醒作废。{ $told }
meetings-moved-letter = { $code } { $estate }业委会会议改期：{ $at }，{ $place }（原定{ $was }）
    议题：{ $agenda }
    新的时间能来吗？
meetings-moved-notice = { $estate }业委会会议改到{ $at }（原定{ $was }），地点{ $place }。议题：{ $agenda }。
meetings-ask-reason = { $code } 为什么不开？说一句，会一起告诉大家。
meetings-ask-reason-after = { $code } 为什么没开成？说一句，会一起告诉大家。
meetings-told-preview = 会这样告诉大家：
    { $letter }
meetings-tell = 告诉大家
meetings-publish = 公布
meetings-change-words = 改一下
meetings-ask-reason-head = { $head }
meetings-cancelled = { $code } 取消了，{ $told }
meetings-fell-through-noted = { $code } 记为没开成，{ $told }
meetings-cancelled-letter = { $estate }业委会 { $at } 的会议取消了。
meetings-cancelled-letter-reason = { $estate }业委会 { $at } 的会议取消了：{ $reason }。
meetings-fell-through-letter = { $estate }业委会 { $at } 的会议没有开成。
meetings-fell-through-letter-reason = { $estate }业委会 { $at } 的会议没有开成：{ $reason }。
meetings-reminder = { $code } 提醒：{ $estate }业委会 { $at } 开会，{ $place }
    议题：{ $agenda }
meetings-reminder-ask = { $code } 提醒：{ $estate }业委会 { $at } 开会，{ $place }
    议题：{ $agenda }
    还没收到您的回话，能来吗？
meetings-no-quorum-ahead = { $code } 最多来 { $most } 人，委员 { $members } 人，要到 { $needed } 人才能开（{ $article }）。
    改个时间，或再问问来不了的人。

meetings-coming-noted = 记下了，{ $code } { $at } 能来。{ $so_far }
meetings-declined-noted = 记下了，{ $code } 来不了，以后不再提醒。{ $so_far }
meetings-so-far = 现在能来 { $coming } 人，到 { $needed } 人就能开（委员 { $members } 人）。
meetings-signed-quorum = { $code } 签到了。到 { $present } 人，委员 { $members } 人，过半数，可以开会。
meetings-signed-lacking = { $code } 签到了。到 { $present } 人，委员 { $members } 人，还差 { $lacking } 人过半数。
meetings-sign-early = 还没到签到时间，{ $opens } 开始签到。
meetings-sign-late = 签到在开会当天截止，这次已经过了。没签上的请告诉秘书，写进会议记录。
meetings-received-noted = 已记：{ $code } { $at } 收悉。收悉不等于同意。
meetings-ask-opinion = { $code } 想让业委会知道什么？说一句就行，只给秘书和委员看。
meetings-opinion-noted = 记下了，{ $at } 开会，秘书和委员都看得到。只听意见，不是表决。
meetings-opinion-told = { $code } 收到意见 { $n } 条，最新一条（{ $standing }）：
    “{ $words }”
meetings-standing-owner = 业主
meetings-standing-tenant = 租户
meetings-standing-guest = 未登记
meetings-standing-community = 社区
meetings-objects = 有意见
meetings-opinions-list =
    .label = 看意见
    .phrase = 看意见
meetings-opinions-head = { $code } 意见 { $n } 条（租户 { $tenants } 条），新的在前：
    { $lines }
meetings-opinion-line = { $standing }：{ $words }

meetings-ask-result = { $code } 开了什么、定了什么？说一句，会公布给全体业主。
    { $present }
meetings-was-quorum = 签到 { $present } 人，委员 { $members } 人，过半数。
meetings-was-lacking = 签到 { $present } 人，委员 { $members } 人，不到 { $needed } 人：不能作决定（{ $article }）。
meetings-result-noted = { $code } 结果记下了，{ $told }
    居民问起也会看到。
meetings-result-mended = { $code } 结果改好了，{ $told }
meetings-result-notice = { $estate }业委会 { $day }会议结果：{ $result }
meetings-result-report = { $estate }业委会报告会议结果（{ $code }）：{ $result }

meetings-next = { $estate }业委会 { $at } 在{ $place }开会，议题：{ $agenda }。
meetings-last = { $estate }业委会上次会议，{ $day }：{ $result }
meetings-was-held = { $estate }业委会 { $at } 开过会，结果还没公布，开会后 3 天内公布。
meetings-was-cancelled = { $estate }业委会 { $at } 的会议取消了。
meetings-none = 业委会最近没有安排会议，也还没有公布过结果。定了会提前 3 天告诉大家。
meetings-no-assembly = 业主大会现在没有安排，要开会提前 15 天公告。业委会会议发“会议”看。
meetings-none-staff = 最近没有会议。
meetings-head = 会议 { $n } 次（回复数字看详情）：
meetings-line = { $code } { $at } { $place }：{ $state }（{ $estate }）
meetings-state-planned = 能来 { $coming }、来不了 { $declined }、没回 { $silent }
meetings-state-present = 签到 { $present }/{ $members }，等结果
meetings-state-result = 结果已公布
meetings-state-cancelled = 已取消
meetings-agenda-of = 议题：{ $agenda }
meetings-card = { $line }
    { $agenda }
    { $community }{ $opinions }
meetings-community-silent = 社区：未回复。
meetings-community-seen = 社区：{ $at } 收悉。
meetings-opinions-none = 还没有人提意见。
meetings-opinions = 意见 { $n } 条（租户 { $tenants } 条），最新：“{ $words }”
meetings-unknown = 没有找到这次会议。发“会议”看有哪些。
meetings-is-cancelled = 这次会议已经取消了。发“会议”看还有哪些。
meetings-is-held = 这次会议已经开过了。发“会议”看结果。
meetings-has-result = 这次会议的结果已经公布，不能再取消。
meetings-begun = 会议已经开始了。到了请发“签到”。
meetings-not-begun = 会议还没开，{ $at } 以后再记。不开了发“取消会议”。
