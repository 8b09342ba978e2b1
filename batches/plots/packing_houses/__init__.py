"""Packing houses and the codes that an authority gave them."""
