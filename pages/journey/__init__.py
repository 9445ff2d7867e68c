"""The one path from the file to the plan: header, answer so far, next step, the first tour."""
