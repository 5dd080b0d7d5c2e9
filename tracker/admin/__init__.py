"""The admin: where administrators change targets, people and rules. `tracker.apps` has the pages imported."""
