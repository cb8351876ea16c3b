# What a complaint is about: 2-6 characters, as they stand on a choice.
category-elevator = 电梯
category-parking = 停车
category-sanitation = 卫生保洁
category-fees = 物业收费
category-facilities = 公共设施
category-committee_affairs = 业委会
category-illegal_building = 违建改建
category-fire_safety = 消防安全
category-leakage_water = 漏水用水
category-power_gas = 用电燃气
category-greening = 绿化
category-pets = 宠物
category-noise = 噪音扰民
category-security = 治安门禁
category-service_attitude = 服务态度
category-maintenance_fund = 维修资金
category-other = 其他
