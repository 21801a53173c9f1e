"""Finding people: the filter language, the finder, what they said, typos, completion."""
