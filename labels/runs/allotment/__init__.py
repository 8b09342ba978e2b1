"""How many labels fruit can take: counted along the chain, so that no fruit pays for two."""
