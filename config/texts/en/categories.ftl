# What a complaint is about, short enough for a choice.
category-elevator = Lift
category-parking = Parking
category-sanitation = Cleaning
category-fees = Fees
category-facilities = Facilities
category-committee_affairs = Committee
category-illegal_building = Illegal works
category-fire_safety = Fire safety
category-leakage_water = Water
category-power_gas = Power and gas
category-greening = Greenery
category-pets = Pets
category-noise = Noise
category-security = Security
category-service_attitude = Service
category-maintenance_fund = Repair fund
category-other = Other
