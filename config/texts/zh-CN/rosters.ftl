# 读文件
sheet-empty = “{ $file }”是空的。请发有内容的表格。
sheet-too-big = “{ $file }”太大了，最多 { $most } MB。请只留名册那一张表再发。
sheet-too-many-cells = “{ $file }”的格子超过 { $most } 个。请删掉空白的行和列，另存后再发。
sheet-too-long = “{ $file }”有一张表超过 { $rows } 行或 { $columns } 列。请删掉空白的行和列，或分成几个文件，另存后再发。
sheet-locked = “{ $file }”有打开密码。请去掉密码，另存后再发。
sheet-broken = “{ $file }”打不开，可能没传完。请用 Excel 或 WPS 打开，另存为 xlsx 再发。
sheet-other-kind = “{ $file }”不是表格。请发 xlsx、xls、ods 或 csv 文件。
sheet-web-page = “{ $file }”其实是网页。请用 Excel 或 WPS 打开，另存为 xlsx 再发。
sheet-encoding = “{ $file }”的文字读不出来。请用 Excel 或 WPS 另存为 xlsx 再发。

# 不是名册
roster-wrong-empty = 这张表是空的，什么也没有改。
roster-wrong-no-homes = 没找到房号一列，什么也没有改。看到的表头：{ $seen }。请加上“房号”一列再发。
roster-wrong-no-owners = 没找到业主姓名，也没找到面积，什么也没有改。看到的表头：{ $seen }。
roster-wrong-no-rows = 表头下面 { $rows } 行里没有读得懂的房号，什么也没有改。
roster-wrong-area-column = 没有“{ $wanted }”这一列。可以选的面积列：{ $columns }。
roster-wrong-estate = 表里是 { $seen }，不是 { $estate }，什么也没有改。确是同一个小区的，请去掉小区那一列再发。

# 需要看一眼的地方
roster-odd-id-numbers = 第 { $row } 行：“{ $header }”没有读取，也不保存。
roster-odd-home = 第 { $row } 行：看不懂房号“{ $text }”，这一行没有读。
roster-odd-no-home = 第 { $row } 行：没有房号，这一行没有读。
roster-odd-co-owner = 第 { $row } 行：没有房号，当作 { $home } 的共有人。
roster-odd-duplicate = 第 { $row } 行：{ $home } 和第 { $first } 行重复。
roster-odd-entrance-missing = 第 { $row } 行：{ $home } 没写单元，同幢别的房子写了。
roster-odd-name-missing = 第 { $row } 行：{ $home } 没有业主姓名。
roster-odd-two-spellings = 第 { $row } 行：“{ $second }”和“{ $first }”像是同一人。
roster-odd-phone = 第 { $row } 行：{ $home } 的电话有 { $figures } 位，读不出。
roster-odd-phones-shared = 第 { $row } 行：{ $home } 的 { $phones } 个电话分不清是谁的，都记在第一人名下。
roster-odd-area = 第 { $row } 行：{ $home } 的面积“{ $text }”看不懂。
roster-odd-area-missing = 第 { $row } 行：{ $home } 没有面积。
roster-odd-area-zero = 第 { $row } 行：{ $home } 的面积是 0。
roster-odd-area-large = 第 { $row } 行：{ $home } 的面积是 { $area }，大得少见。
roster-odd-area-precision = 第 { $row } 行：{ $home } 的面积“{ $text }”超过两位小数，记作 { $area }。
roster-odd-area-differs = 第 { $row } 行：{ $home } 的面积写了 { $second }，前面是 { $first }，用前面的。
roster-odd-date = 第 { $row } 行：看不懂日期“{ $text }”。
roster-odd-kind = 第 { $row } 行：不认识类型“{ $text }”（共 { $count } 行），没有别的说明就当住宅。
roster-odd-several-estates = 第 { $row } 行：表里有 { $count } 个小区（{ $estates }）。请一个小区发一张表。
roster-odd-other-estate = 第 { $row } 行：是别的小区“{ $estate }”，共 { $count } 行没有读：{ $rows }。
roster-odd-building-above = 第 { $row } 行：幢号空着，跟上一行算，共 { $count } 行：{ $rows }。
