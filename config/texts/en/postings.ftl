postings-forwarded =
    .label = Posted
    .phrase = posted | forwarded
postings-list =
    .label = Check-list
    .phrase = posting list | media list
postings-medium-app = private messages
postings-medium-group = WeChat group
postings-medium-board = Board
postings-medium-corridor = Corridor
postings-and = { $first }, { $rest }
postings-done = { $where } ({ $who }, { $at })
postings-done-photo = { $where } ({ $who }, { $at }, with a photo)
postings-media = Posted: { $done }; still owed: { $owed }
postings-media-all = Posted on all four: { $done }
postings-media-none = Still owed: { $owed }
postings-nothing = { "" }
postings-line-of-its-own = { "" }
    { $line }
postings-line = { $code } { $title }
postings-ask-medium = Where was { $code } posted? You can also type it, such as "owners' group 1".
postings-medium-unclear = I did not get where "{ $said }" is. Please choose one, or say group, board or corridor.
postings-noted = Noted: { $code } was posted in { $where }.
postings-noted-photo = Noted: { $code } was posted in { $where }; the photo is kept as proof.
postings-list-shown = { $code } by hand: "{ $title }"
    { $lines }
postings-check-place = { $place },{" "}
postings-check-done = { $medium }: { $where }{ $who }, { $at }
postings-check-photo = { $medium }: { $where }{ $who }, { $at }, with a photo
postings-check-owed = { $medium }: not yet
postings-remind = { $code } is still owed ({ $owed }): "{ $title }"
    Say so when it is posted, with a photo if you can.
postings-unknown = I found no notice, opinion round or accounts of this code.
postings-over = { $code } is over or withdrawn; it need not be posted any more.
