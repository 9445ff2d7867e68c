"""What leaves the studio: files with customers, later reports and slides."""
