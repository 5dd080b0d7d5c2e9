"""What a report says: its text read into candidates. Pure: no database, no clock, no files."""
