"""What several pages show: charts, messages, uploads, the library."""
