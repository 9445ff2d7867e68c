"""What stands before the pages and the scoring service: headers, files, limits, faults."""
