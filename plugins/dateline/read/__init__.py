"""From files to raw records: every value keeps the file and the line that it came from."""
