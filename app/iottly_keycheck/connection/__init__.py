"""One ping, observed: which proxy applies and why, the request, everything seen on the way."""
