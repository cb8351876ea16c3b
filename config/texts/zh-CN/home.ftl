home-greeting = 这里是{ $estate }业委会服务号，秘书{ $secretary }，工作日 { $hours }。
    有事直接说：打字、发语音、发照片都行，不用先登记。
    您说的话只给办事的人看。想了解发“隐私”。
home-greeting-other = 这里是{ $estate }服务号。{ $who }
    有事直接说：打字、发语音、发照片都行，不用先登记。
    您说的话只给办事的人看。想了解发“隐私”。
home-greeting-unnamed = 这里是{ $estate }服务号，工作日 { $hours } 有人看。
    有事直接说：打字、发语音、发照片都行，不用先登记。
    您说的话只给办事的人看。想了解发“隐私”。
home-menu-staff = 现在可以办（回数字就办）：
home-menu-nobody = 请扫小区的二维码，或发“换小区”加小区名。有急事直接说。
home-lost = 别急，什么事用平常的话说一句就行，打字、发语音都可以。这里自动接话，办事的是人。
home-unknown-code = 这个二维码不认识。请扫小区公告栏上的新码，或直接说小区名：“换小区 四季家园”。
home-go-there = 去{ $estate }
home-page-link = 打开这个网页，就是您本人，和这里是同一个人：
    { $page }
    10 分钟内用一次，过后作废。只给您自己，请不要转发。
home-page-none = 这里还没有网页。要办的事，直接在这里说就行。
home-page =
    .label = 打开网页
    .phrase = 打开网页 | 网页 | 网页版 | open page | web page
home-estate-say = 说哪个小区？打小区名，或扫小区的二维码。
home-estate-which = 说哪个小区？也可以发“换小区”加小区名。
home-estate-unknown = 没有找到“{ $name }”。请写全名，或扫小区的二维码。
home-estate-now = 现在说的是{ $estate }。
home-language-now = 好，用中文说。
home-secretary-card = { $estate }：
    { $lines }
home-contact-secretary = 秘书{ $name }，工作日 { $hours }
home-contact-stand-in = 小区还没有秘书，现在由{ $role }{ $name }看这里的话。
home-contact-nobody = 小区现在还没有人在这里接办。您说的会记下，有人接手就告诉您。
home-contact-nobody-community = 小区现在还没有人在这里接办。您说的会记下，有人接手就告诉您；等不及就找{ $community }。
home-contact-office = 业委会电话 { $phone }
home-contact-duty = 物业值班电话 { $phone }（昼夜）
home-contact-none = 还没有登记电话。有事直接在这里说，会有人看。
home-menu =
    .label = 菜单
    .phrase = 菜单 | 帮助 | 在吗 | 在不在 | 有人吗 | 你好 | 您好 | 开始 | /start | start | menu | help | hello
home-estate =
    .label = 换小区
    .phrase = 换小区 | 切换小区 | estate
home-language-en =
    .label = English
    .phrase = English | in English
home-language-zh =
    .label = 中文
    .phrase = 中文 | 说中文
home-secretary =
    .label = 找秘书
    .phrase = 找秘书 | 找人 | 人工 | 转人工 | secretary
home-thanked = 不客气。有事直接说。
home-thanks =
    .label = 谢谢
    .phrase = 谢谢 | 谢谢您 | 谢谢你 | 多谢 | 谢了 | 辛苦了
