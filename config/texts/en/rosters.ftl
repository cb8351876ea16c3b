# reading the file
sheet-empty = “{ $file }” is empty. Please send a table with something in it.
sheet-too-big = “{ $file }” is too big, at most { $most } MB. Please keep only the roster's sheet and send it again.
sheet-too-many-cells = “{ $file }” has more than { $most } cells. Please delete blank rows and columns, save and send it again.
sheet-too-long = “{ $file }” has a sheet of more than { $rows } rows or { $columns } columns. Please delete blank ones or cut it into several files, save and send again.
sheet-locked = “{ $file }” needs a password. Please take it off, save and send it again.
sheet-broken = “{ $file }” cannot be opened, perhaps it was cut off. Please save it as xlsx in Excel or WPS and send it again.
sheet-other-kind = “{ $file }” is no table. Please send xlsx, xls, ods or csv.
sheet-web-page = “{ $file }” is a web page. Please open it in Excel or WPS, save it as xlsx and send it again.
sheet-encoding = The letters of “{ $file }” cannot be read. Please save it as xlsx in Excel or WPS and send it again.

# no roster
roster-wrong-empty = The sheet is empty. Nothing was changed.
roster-wrong-no-homes = There is no column of room numbers. Nothing was changed. Headers seen: { $seen }. Please add a column “房号”.
roster-wrong-no-owners = There is no owner's name and no area. Nothing was changed. Headers seen: { $seen }.
roster-wrong-no-rows = No room number can be read in the { $rows } rows under the header. Nothing was changed.
roster-wrong-area-column = There is no column “{ $wanted }”. Columns of areas: { $columns }.
roster-wrong-estate = The file is of { $seen }, not of { $estate }. Nothing was changed. If it is the same estate, take that column out.

# worth a look
roster-odd-id-numbers = Row { $row }: “{ $header }” is not read and not kept.
roster-odd-home = Row { $row }: “{ $text }” is no home I can read; the row is left out.
roster-odd-no-home = Row { $row }: no home; the row is left out.
roster-odd-co-owner = Row { $row }: no home; taken as a co-owner of { $home }.
roster-odd-duplicate = Row { $row }: { $home } repeats row { $first }.
roster-odd-entrance-missing = Row { $row }: { $home } has no entrance; others of the building have.
roster-odd-name-missing = Row { $row }: { $home } has no owner's name.
roster-odd-two-spellings = Row { $row }: “{ $second }” and “{ $first }” look like one owner.
roster-odd-phone = Row { $row }: a phone of { $home } has { $figures } digits and cannot be read.
roster-odd-phones-shared = Row { $row }: { $phones } phones of { $home } are not told apart; all stand with the first owner.
roster-odd-area = Row { $row }: the area “{ $text }” of { $home } cannot be read.
roster-odd-area-missing = Row { $row }: { $home } has no area.
roster-odd-area-zero = Row { $row }: the area of { $home } is 0.
roster-odd-area-large = Row { $row }: the area of { $home } is { $area }, unusually large.
roster-odd-area-precision = Row { $row }: the area “{ $text }” of { $home } has more than two decimals; taken as { $area }.
roster-odd-area-differs = Row { $row }: the area of { $home } is { $second } here and { $first } above; the one above is used.
roster-odd-date = Row { $row }: the date “{ $text }” cannot be read.
roster-odd-kind = Row { $row }: unknown kind “{ $text }” ({ $count } rows); taken as a home unless something else says otherwise.
roster-odd-several-estates = Row { $row }: { $count } estates in one sheet ({ $estates }). Please send one sheet for each.
roster-odd-other-estate = Row { $row }: another estate, “{ $estate }”; { $count ->
    [one] 1 row is
   *[other] { $count } rows are
  } left out: { $rows }.
roster-odd-building-above = Row { $row }: the building is empty and taken from the row above, in { $count ->
    [one] 1 row
   *[other] { $count } rows
  }: { $rows }.
