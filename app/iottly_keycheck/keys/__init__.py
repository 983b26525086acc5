"""The key list: cleaning, where secrets live, where descriptions and history live."""
