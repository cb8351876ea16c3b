# 账目：类别名称、表里不对的地方、认不出的文件

ledger-rent = 经营用房租金
ledger-parking = 停车费
ledger-advertising = 广告
ledger-lockers = 快递柜
ledger-charging = 充电桩
ledger-telecom = 通信机房、弱电井
ledger-space = 场地费
ledger-penalties = 押金、违约金
ledger-interest = 利息
ledger-income-other = 其他收入
ledger-tax = 税费
ledger-labour = 人工
ledger-energy = 能耗
ledger-management = 管理成本
ledger-cost-other = 其他成本
ledger-fund-topup = 补充维修资金
ledger-repairs = 日常小修
ledger-assembly = 业主大会会议费
ledger-office = 业委会办公费
ledger-allowance = 委员津贴
ledger-secretary = 专职秘书报酬
ledger-audit = 审计费
ledger-expense-other = 其他支出
ledger-fund-paid-in = 维修资金交存
ledger-fund-gain = 维修资金增值收益
ledger-fund-use = 维修资金使用
ledger-budget-grant = 经费拨入

ledger-kind-income = 收入
ledger-kind-cost = 成本
ledger-kind-expense = 支出

ledger-fund-name-revenue = 公共收益
ledger-fund-name-maintenance = 维修资金
ledger-fund-name-budget = 业委会经费

ledger-part-common-income = 公共部位经营与收益
ledger-part-fund-use = 维修资金使用
ledger-part-expenses = 经费开支

ledger-row = 第 { $row } 行：{ $what }

ledger-odd-product = “{ $item }”写的是 { $stated }，单价乘数量是 { $computed }，差 { $difference }。
ledger-odd-sum = “{ $label }”写的是 { $stated }，各行加起来是 { $computed }，差 { $difference }。
ledger-odd-sum-lines = “{ $label }”写的是 { $stated }，各行加起来是 { $computed }，差 { $difference }；单价乘数量不对的行改正后就对上了。
ledger-odd-row-total = “{ $item }”这一行合计写的是 { $stated }，加起来是 { $computed }，差 { $difference }。
ledger-odd-closing = 结余写的是 { $stated }，按上期结余加收入减支出算是 { $computed }，差 { $difference }。
ledger-odd-no-opening = 没写上期结余。结余写的是 { $stated }，本期收支相抵是 { $computed }，差 { $difference }。
ledger-odd-opening = 上期结余写的是 { $stated }，前一期结余是 { $computed }，差 { $difference }。
ledger-odd-bank = 银行余额是 { $stated }，账上结余是 { $computed }，差 { $difference }，请说明原因。
ledger-odd-left = 余额写的是 { $stated }，预算减实际是 { $computed }，差 { $difference }。
ledger-odd-gap = { $before } 前面缺 { $months } 个月。
ledger-odd-contract = 合同总额写的是 { $stated }，按年金额和 { $months } 个月算是 { $computed }，差 { $difference }。
ledger-odd-term = 合同期 { $start } 到 { $until } 不是整年，年金额怎么算请核对。
ledger-odd-term-backwards = 合同期反了：{ $start } 开始，{ $until } 结束。
ledger-odd-open-end = 合同从 { $start } 开始，没写到哪天。
ledger-odd-day = 没有“{ $text }”这一天。
ledger-odd-period = 看不懂时间“{ $text }”。
ledger-odd-not-money = 看不懂金额“{ $text }”，没有记入。
ledger-odd-no-amount = “{ $item }”没有金额，没有记入。
ledger-odd-kind = 看不出“{ $item }”是收入还是支出，没有记入。
ledger-odd-of-which = “{ $item }”是其中数，没有重复记入。
ledger-odd-twice = “{ $item }”和第 { $other } 行完全一样，可能记重了。
ledger-odd-no-year = 有 { $total } 看不出是哪一年的。
ledger-odd-other-sheet = { $period } 两张表不一样：{ $stated } 和 { $computed }，差 { $difference }。
ledger-odd-distribution = “{ $item }”写的是 { $stated }，按面积算是 { $computed }，差 { $difference }。

ledger-wrong-empty = 这是一张空表。
ledger-wrong-long = 表太长，请按年份分开。
ledger-wrong-heading = 没找到表头。账目表要有一行写明项目和金额，例如“项目、金额”或“摘要、收入、支出”。
ledger-wrong-no-entries = 第 { $row } 行的表头下面没有能记账的行。
ledger-wrong-no-rate = 表里没有每平方米多少元。
