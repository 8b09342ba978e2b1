"""A label's code: print run, serial and MAC; and the link that carries it. Pure."""
