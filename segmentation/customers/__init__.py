"""A Table becomes one clean row per customer, and every row left out is accounted for."""
