"""Files of strangers are parsed in a process of their own."""
