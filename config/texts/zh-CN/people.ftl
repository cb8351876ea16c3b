people-invite =
    .label = 邀请任职
    .phrase = 邀请 | 邀请任职
people-invitation =
    .label = 邀请码
    .phrase = 邀请码
people-stand-in =
    .label = 代班
    .phrase = 代班 | 请人代班
people-suspend =
    .label = 停职
    .phrase = 停职 | 暂停职务
people-suspend-one =
    .label = 停这一位
    .phrase = 停这一位
people-restore =
    .label = 恢复职务
    .phrase = 恢复职务
people-restore-one =
    .label = 恢复
    .phrase = 恢复这一位
people-me =
    .label = 我是谁
    .phrase = 我是谁 | 我的身份
people-ways =
    .label = 怎么通知我
    .phrase = 怎么通知我 | 通知方式 | 提醒方式
people-ways-test =
    .label = 试一下
    .phrase = 试一下提醒 | 试提醒
people-heard =
    .label = 收到了
    .phrase = 提醒收到了
people-unheard =
    .label = 谁收不到提醒
    .phrase = 谁收不到提醒 | 收不到提醒的人

role-secretary = 专职秘书
role-member = 业委会委员
role-chair = 业委会主任
role-company = 物业
role-community = 社区
role-township = 街道
role-bureau = 住建局
role-visitor = 走访员
role-teller = 计票人
role-administrator = 系统管理员
title-community = 工作人员
title-township = 工作人员
title-bureau = 住建局工作人员

people-ask-role = 邀请谁到{ $estate }任职？
people-ask-years = 任到什么时候？
people-years = { $n ->
    [1] 一年
    [3] 三年
   *[other] 五年
    }
people-years-open = 不定期
people-code = 请把这一行单独发给对方，让对方在这里发：邀请码 { $code }
    { $what }。{ $days } 天内用一次，谁先用算谁的，别发到群里。
people-code-role = 用了就是{ $where }的{ $role }
people-code-stand-in = 代班到{ $until }，{ $n } 个小区，到点自动结束
people-role-taken = 您现在是{ $where }的{ $role }。发“菜单”看能办什么。
people-role-taken-until = 您现在是{ $where }的{ $role }，到{ $until }。发“菜单”看能办什么。
people-invite-scope = 请说明是哪个小区，或哪个社区、街道：两样里说一样。
people-no-district = 这个小区还没有登记属于哪个社区、街道。请管理员先补上，再邀请。
people-invitation-void = 这个邀请码不对、用过了或已过期。请向发给您的人再要一个。

people-ask-span = 代班多久？也可以写“3天”“4小时”。
people-span-half = 4 小时
people-span-day = 一天
people-span-three = 三天
people-not-a-span = 没看出多久。请写“3天”或“4小时”这样。
people-stand-in-long = 代班从 1 小时到 31 天，比如“3天”“4小时”。再长请让主任或社区另外邀请。
people-stand-in-self = 不能请自己代班。
people-stand-in-none = 您现在没有可以请人代班的身份。

people-suspend-head = { $estate }：停谁的职？要先有书面决定。
people-suspend-nobody = { $estate }现在没有您能停职的人。
people-suspend-which = 不止一位。请发“停职”或“恢复职务”看名单再点。
people-held-line = { $role } { $who }
people-ask-decision = { $line }：凭哪份书面决定？写文号，或议事规则第几条。
people-suspended = 已停职：{ $line }。从现在起，旧的按钮也不能用。
people-suspended-told = 您在{ $where }的{ $role }职务从现在起暂停，依据：{ $decision }。
    有异议可以书面向社区、街道提出。您作为业主的权利不受影响。
people-suspended-already = 这一位已经停职了。
people-restore-head = { $estate }：恢复谁的职务？
people-restore-nobody = { $estate }现在没有停职的人。
people-restored = 已恢复：{ $line }。
people-restored-told = 您在{ $where }的{ $role }职务恢复了，现在就能用。
people-not-suspended = 这一位没有停职，或任期已经到了。
people-unknown = 没有找到这个人，或不归您停职、恢复。

people-me-head = 您现在是：
    { $lines }
people-me-nobody = 您还没有绑定房屋，也没有任职。反映问题不用绑定。
people-me-role = { $where } { $role }
people-me-role-until = { $where } { $role }，到{ $until }
people-me-stand-in = { $where } { $role }（代班），到{ $until }
people-me-suspended = { $where } { $role }（已停职）
people-me-home = { $where } { $home } { $kind }
people-ended = 您在{ $where }的{ $role }任期到了，不能再办这些事。谢谢您。
people-ended-stand-in = { $where }的代班到点结束了。谢谢您。
people-name =
    .label = 改名字
    .phrase = 我叫 | 改名字
people-ask-name = 您叫什么？住户和同事看到的就是这个名字。
people-no-name = “{ $said }”不像名字。写全姓名，比如“李梅”。
people-name-noted = 好，以后就写“{ $name }”。
people-name-shown = 住户和同事看到的名字：{ $name }。要改发“我叫 ……”。
people-name-missing = 住户和同事还看不到您的名字。发“我叫 ……”，比如“我叫 李梅”。

people-ways-head = 有事这样找您，排在前面的先用：
    { $lines }
people-channel-web = 网页
people-channel-terminal = 命令行
people-channel-telegram = Telegram
people-channel-wechat = 微信
people-channel-wecom = 企业微信
people-channel-other = 这里
people-way-now = { $where }：随时能响
people-way-open = { $where }：还能发 { $n } 条，到{ $until }；过后等您先说话
people-way-window = { $where }：微信限制，要等您先在那里说句话，再一起给您
people-way-used = { $where }：这几天能发的用完了，等您先说句话，再一起给您
people-way-unopened = { $where }：打开时才看得到
people-way-unasked = { $where }：等您先说话
people-way-blocked = { $where }：被您关掉了，在那里发一句就恢复
people-way-not-begun = { $where }：您还没在那里单独找过我
people-ways-tried = 试发了一条，看到请点“收到了”。
people-ways-none = 您没有会响的方式。在 Telegram 或企业微信里给我发一句就有了；急事也请留意电话。
people-test-told = 试一下提醒：要紧事会发到这里。看到请点一下，七天内算数。
people-heard-said = 好，这里收得到。
people-unheard-head = { $n } 位可能收不到急事提醒：
    { $lines }
people-unheard-none = { $estate } { $who }（{ $role }）：没有会响的方式，请在 Telegram 或企业微信里给我发一句
people-unheard-shut = { $estate } { $who }（{ $role }）：把我关掉了，请在那里再发一句
people-unheard-unseen = { $estate } { $who }（{ $role }）：{ $since }以来没看过提醒，请点一下试发的那条
people-unheard-nobody = 值班的人七天内都看到过提醒。
people-unheard-line = { $n } 位值班的人可能收不到急事提醒
