"""iottly Key Check: does my iottly API key work from this computer, and if not, why?"""

__version__ = "0.1.0"
