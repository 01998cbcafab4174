"""Search without a server: documents of the model, words in one spelling, an index in shards that are classic scripts."""
