"""The diagnostics pane: verdict, route, facts and details of one check."""
