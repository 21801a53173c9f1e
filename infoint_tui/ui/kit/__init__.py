"""Parts of the interface that know nothing about this product."""
