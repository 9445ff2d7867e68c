"""Charts of a table's columns before anything is clustered: what the Explore page shows."""
