"""The program and its main window: start and end, menus, what works behind it all."""
