"""What is kept about a person, and its end. Declares nothing of any feature: it walks what the columns declare.

Whose a row is: a foreign key to persons or accounts named as in SUBJECTS. When a row's keeping begins to run out: its own
column of ENDS, else that of the matter it belongs to, else the moment it was made. A column with neither is kept until
its table says otherwise (ledgers). Chat traffic is everybody's own copy already and is not exported again.
"""

from models.privacy.actions import leave
from models.privacy.queries import Item, Remains, Store, copy_of, stored_about, what_remains
from models.privacy.retention import redact, redact_next, run_out

__all__ = [
    "Item",
    "Remains",
    "Store",
    "copy_of",
    "leave",
    "redact",
    "redact_next",
    "run_out",
    "stored_about",
    "what_remains",
]
