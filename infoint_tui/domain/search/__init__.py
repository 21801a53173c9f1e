"""Finding people: the filter language, the finder, typos, completion."""
