"""The words of the product: frozen values and pure rules, standard library only."""
