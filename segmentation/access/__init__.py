"""Who may do what: keys, people with their roles, the library for one of them, the audit log."""
