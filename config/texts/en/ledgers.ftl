# Accounts: names of categories, what does not add up, files that are no ledger

ledger-rent = Rent of business rooms
ledger-parking = Parking
ledger-advertising = Advertising
ledger-lockers = Parcel lockers
ledger-charging = Charging points
ledger-telecom = Telecom rooms and shafts
ledger-space = Use of space
ledger-penalties = Deposits and penalties
ledger-interest = Interest
ledger-income-other = Other income
ledger-tax = Taxes
ledger-labour = Labour
ledger-energy = Energy
ledger-management = Management costs
ledger-cost-other = Other costs
ledger-fund-topup = Paid into the maintenance fund
ledger-repairs = Small repairs
ledger-assembly = Owners' assembly
ledger-office = Committee office
ledger-allowance = Members' allowances
ledger-secretary = Secretary's pay
ledger-audit = Audit
ledger-expense-other = Other expenses
ledger-fund-paid-in = Maintenance fund paid in
ledger-fund-gain = Maintenance fund gains
ledger-fund-use = Maintenance fund used
ledger-budget-grant = Budget received

ledger-kind-income = income
ledger-kind-cost = costs
ledger-kind-expense = expenses

ledger-fund-name-revenue = common revenue
ledger-fund-name-maintenance = maintenance fund
ledger-fund-name-budget = committee budget

ledger-part-common-income = Running of common parts and income
ledger-part-fund-use = Use of the maintenance fund
ledger-part-expenses = Expenses

ledger-row = Row { $row }: { $what }

ledger-odd-product = “{ $item }” says { $stated }; price times quantity is { $computed }, { $difference } off.
ledger-odd-sum = “{ $label }” says { $stated }; the lines add up to { $computed }, { $difference } off.
ledger-odd-sum-lines = “{ $label }” says { $stated }; the lines add up to { $computed }, { $difference } off. It agrees once the wrong lines are put right.
ledger-odd-row-total = The total of “{ $item }” says { $stated }; it adds up to { $computed }, { $difference } off.
ledger-odd-closing = The balance says { $stated }; opening plus income less spending is { $computed }, { $difference } off.
ledger-odd-no-opening = No opening balance. The balance says { $stated }; income less spending is { $computed }, { $difference } off.
ledger-odd-opening = The opening balance says { $stated }; the last one closed at { $computed }, { $difference } off.
ledger-odd-bank = The bank says { $stated }, the books { $computed }, { $difference } off. Please explain.
ledger-odd-left = What is left says { $stated }; budget less actual is { $computed }, { $difference } off.
ledger-odd-gap = { $months ->
    [one] { $months } month is missing before { $before }.
   *[other] { $months } months are missing before { $before }.
}
ledger-odd-contract = The contract sum says { $stated }; the yearly price over { $months } months is { $computed }, { $difference } off.
ledger-odd-term = The term { $start } to { $until } is not whole years; please check the yearly price.
ledger-odd-term-backwards = The term is backwards: from { $start } to { $until }.
ledger-odd-open-end = The contract began on { $start } and names no end.
ledger-odd-day = There is no such day as “{ $text }”.
ledger-odd-period = “{ $text }” is not a time we can read.
ledger-odd-not-money = “{ $text }” is not a sum we can read; left out.
ledger-odd-no-amount = “{ $item }” has no amount; left out.
ledger-odd-kind = “{ $item }” could be income or expense; left out.
ledger-odd-of-which = “{ $item }” is part of the line above; not counted twice.
ledger-odd-twice = “{ $item }” is the same as row { $other }; perhaps booked twice.
ledger-odd-no-year = { $total } belongs to no year we can see.
ledger-odd-other-sheet = { $period } differs between the sheets: { $stated } and { $computed }, { $difference } off.
ledger-odd-distribution = “{ $item }” says { $stated }; by area it is { $computed }, { $difference } off.

ledger-wrong-empty = This table is empty.
ledger-wrong-long = This table is too long; please split it by year.
ledger-wrong-heading = No heading found. One row must name item and amount, such as “项目, 金额” or “item, income, expense”.
ledger-wrong-no-entries = There is nothing to book below the heading in row { $row }.
ledger-wrong-no-rate = The table names no sum per square metre.
