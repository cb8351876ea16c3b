"""Tables in and out: what a person saved from Excel, WPS or a web page becomes rows of clean text, and back.

Knows nothing of rosters or ledgers. A workbook is opened in a child process with a memory limit, because one
cell written at the far corner of a sheet makes the library ask for 512 GB and takes the whole process down.
"""

from bot.sheets.reading import UnreadableFile, read_sheets
from bot.sheets.table import Sheet
from bot.sheets.writing import write_xlsx

__all__ = ["Sheet", "UnreadableFile", "read_sheets", "write_xlsx"]
