"""Parts of the interface that know nothing of this product."""
