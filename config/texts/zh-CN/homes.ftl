homes-claim =
    .label = 绑定房屋
    .phrase = 绑定房屋 | 绑定房子 | 登记房屋 | 绑定 | 认领房屋
homes-mine =
    .label = 我的房屋
    .phrase = 我的房屋 | 我的房子 | 我的家
homes-look =
    .label = 看看房屋
    .phrase = 看房屋
homes-unbind =
    .label = 解绑
    .phrase = 解绑 | 解除绑定 | 取消绑定
homes-object =
    .label = 不是我家的
    .phrase = 不是我家的人 | 不认识这个人
homes-invite =
    .label = 邀请同住
    .phrase = 邀请同住 | 邀请租户 | 邀请共有人 | 邀请家人
homes-help =
    .label = 请家人帮
    .phrase = 请家人帮忙 | 让家人帮我
homes-join =
    .label = 填同住码
    .phrase = 同住码
homes-check =
    .label = 核实住户
    .phrase = 核实 | 核实住户
homes-settle =
    .label = 看看情况
    .phrase = 看看有疑问的
homes-verify =
    .label = 核实无误
    .phrase = 核实无误
homes-remove =
    .label = 解除绑定
    .phrase = 这户解除绑定
homes-remove-now =
    .label = 确认解除
    .phrase = 确认解除这户

homes-kind-owner = 业主
homes-kind-tenant = 租户
homes-kind-helper = 帮忙的家人
homes-kind-family = 业主的家人
homes-line = { $home } { $kind }
homes-line-checked = { $home } { $kind }，已核实
homes-line-until = { $home } { $kind }，到{ $until }

homes-ask-home = { $head }
homes-home-first = 是哪一套？照平常写就行，比如 3-2-501，或 3幢2单元501。
homes-not-a-home = 没看出是哪一套。请写成 3-2-501 这样，或 3幢2单元501。
homes-which-entrance = 这个房号不止一套，请带上单元再写一次，比如 3-2-501。
homes-ask-kind = { $home }，您是它的？
homes-ask-phone = { $head }
homes-phone-first = 名册上留的是哪个手机号？写全号码，只用来核对。
homes-phone-wrong = 和名册没对上：房号、身份、手机号三样要一致。
    请再写一次手机号；名册旧了可以找秘书改。
homes-phone-wrong-tenant = 和名册没对上：房号、身份、手机号三样要一致。
    名册上没有您的，请这套房的业主发“邀请同住”给您码，或带租赁合同找秘书当面办。
homes-mend-home = 改房号
homes-mend-kind = 改身份
homes-not-a-phone = 这不像手机号。请写全 11 位，或当时留的座机。
homes-tries-over = 没对上的次数太多，{ $until } 以后再试。急的话请找秘书，当面就能办。
homes-tenant-how = 租户不用对名册：请这套房的业主在这里发“邀请同住”，把得到的码给您。
    业主自己不会用，也可以带租赁合同和证件找秘书当面办。反映问题不用绑定。
homes-family-how = 家人不用对名册：请业主在这里发“请家人帮忙”，把得到的码给您。
    业主自己不会用，也可以带证件找秘书办。反映问题不用绑定。
homes-bound = { $n ->
    [0] 绑定好了：{ $home }，{ $kind }。
   *[other] 绑定好了：{ $home }，{ $kind }。已告诉这套房里的 { $n } 人。
    }
    { $next }
homes-next-owner = 当面给秘书看过证件后，还能看凭证和合同。
homes-next-tenant = 可以反映、提意见、看通知。表决由业主投。
homes-bound-before = { $home } 早就绑定了，您是{ $kind }。
homes-under-check = 这套房里有人不认识您，要等秘书核实。请带证件找秘书。
homes-joined-told = 有人绑定了 { $home }，身份是{ $kind }。认识就不用管。
homes-object-which = 说的是哪一条？
homes-objected = 已停下 { $home } 的这条绑定，秘书会去核实，结果告诉您。
homes-objected-told = { $home } 的绑定先停了：这套房里有人说不认识您。
    请带证件找秘书核实，核实后马上恢复。
homes-objected-already = 这条绑定已经停了，等秘书核实。
homes-objection-late = 这条绑定已过异议期或已核实。有疑问请找秘书。
homes-nothing-to-object = 您家最近没有新绑定的人。
homes-only-bound = 只有这套房的业主和租户能这样办。
homes-unknown = 没有找到这条绑定。发“我的房屋”看您绑定的。

homes-none-yet = 您还没有绑定房屋。反映问题不用绑定；查自家的事要绑定。
homes-mine-head = 您绑定了 { $n } 套（回复数字看详情）：
homes-look-head = { $line }
homes-unbound = { $home } 已解绑。以前反映的事照常办。
homes-unbind-which = 解绑哪一套？点了就解绑。

homes-ask-which = 是哪一套？
homes-ask-whom = 邀请谁？
homes-whom-owner = 共有人
homes-whom-tenant = 租户
homes-whom-helper = 家人帮忙
homes-ask-until = { $head }
homes-until = 到什么时候为止？也可以写日期，比如 2027年6月30日。
homes-until-who = { $who }帮到什么时候？也可以写日期，比如 2027年6月30日。
homes-not-a-day = 没看出是哪一天。请写成 2027年6月30日，要在今天以后。
homes-months = { $n ->
    [12] 一年
    [3] 三个月
   *[other] 一个月
    }
homes-code-helper = 让帮您的人在这里单独发：邀请码 { $code }
    { $days } 天内用一次。到{ $until }为止，能替您反映 { $home } 的事、看进度，不能投票。
    不要帮了，发“我的房屋”解绑，或告诉秘书。
homes-code-tenant = 让租户在这里单独发：邀请码 { $code }
    { $days } 天内用一次，{ $home } 绑定到{ $until }。租户可以反映和提意见，不能投票。
homes-code-owner = 让共有人在这里单独发：邀请码 { $code }
    { $days } 天内用一次，绑定 { $home }。
homes-invite-level = 要先当面核实过的业主才能邀请租户和共有人。请带证件找秘书核实。
homes-invite-which-owner = 名册上这套房不是正好还有一位共有人。请共有人自己发“绑定房屋”，或找秘书。
homes-invite-self = 这是您自己发的邀请码，请交给对方用。
homes-invited = { $home } 绑定好了，您是{ $kind }。
homes-invited-until = { $home } 绑定好了，您是{ $kind }，到{ $until }为止。

homes-check-none = { $estate }现在没有要核实的住户。
homes-check-head = { $estate }要核实 { $n } 人。看过证件后点一下，就算核实：
homes-check-line = { $home } { $kind } { $who }，{ $since }绑定
homes-check-line-objected = { $home } { $kind } { $who } ⚠️ 同住的人说不认识
homes-check-which = 要核实的不止一人。请发“核实”看名单，或“核实 3-2-501”。
homes-check-told = { $estate } { $home }：同住的人说不认识新绑定的{ $kind }，已先停用。
    请看过证件再定。
homes-settle-head = { $line }
    看过证件再定：
homes-verified = { $line }。已告诉本人。
homes-verified-told = { $home } 秘书核实好了，您是{ $kind }。
homes-verified-objector = { $home } 您有疑问的那位{ $kind }，秘书看过证件，核实无误。
homes-remove-sure = 解除这一条吗？本人会收到通知，以后要重新绑定。
    { $line }
homes-removed = 已解除：{ $home } { $kind }。已告诉本人。
homes-removed-objector = { $home } 您说不认识的那位{ $kind }，已经解除了。
homes-removed-told = { $home } 的绑定由秘书解除了。有疑问请带证件找秘书。反映问题不受影响。
homes-ended-sold = 新名册上 { $home } 换了业主，您的绑定停了。不对请带证件找秘书。
homes-ended-helper = 帮 { $home } 的约定到期了。还要帮，请对方再发一次邀请。
homes-ended-until = { $home } 的绑定到期了。还住着，请业主再发一次邀请，或找秘书。
