"""The window: key panel, diagnostics pane, pictures, dialogs, delivery of background work."""
