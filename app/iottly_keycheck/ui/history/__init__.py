"""The past checks of a key: chart, table, dialog."""
