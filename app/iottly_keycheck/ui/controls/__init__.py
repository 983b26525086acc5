"""Small widgets and icons of our own."""
