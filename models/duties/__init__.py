"""What an estate owes and until when. Knows no feature: features open and discharge duties with a code as evidence."""
