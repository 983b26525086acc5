"""The sentences for causes, hints and failures: English templates."""
