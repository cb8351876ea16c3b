"""The yearly publication form as a committee fills it in, and how the tests of money tables read one."""

import csv

FORM = """
四季家园2025年度公共收益公示表（单位：元）
期间：2025年1月至12月,,,,,,,,
序号,类别,项目,合同对方,合同期限,应收,实收,所属期间,备注
一、收入
1,广告,电梯轿厢广告,某某传媒,2024-01-01至2026-12-31,14000,14000,2025年3月,
2,广告,电梯轿厢广告,某某传媒,2024-01-01至2026-12-31,14000,14000,2025年7月,
3,,道闸广告,某某传媒,长期,3000,,2025年,未付
,小计,,,,31000,28000,,
4,停车费,地面停车费,业主,,"98,400.50","98,400.50",2025年,
,收入合计,,,,,"126,400.50",,
二、成本
1,税费,增值税,,,,1200,2025年,
,成本合计,,,,,1200,,
三、支出
1,日常小修,零星维修,某某工程,,,"壹万贰仟元整",2025年度,
2,办公费,打印纸,,,,¥350.50,2025-11-30,
,支出合计,,,,,12350.50,,
上期结余,,,,,,5000,,
本期结余,,,,,,117850.00,,
专户余额：117850.00元
编制人：李某,,,,复核人：王某,,,,
"""


def sheet(text):
    return list(csv.reader(text.strip().splitlines()))


def keys(ledger):
    return [odd.key for odd in ledger.oddities]


def found(ledger, key):
    (odd,) = [one for one in ledger.oddities if one.key == key]
    return odd.row, {name: value.value for name, value in odd.params.items()}
