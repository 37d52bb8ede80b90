"""The edge that holds all SQL: what the pipeline knows, on SQLite or PostgreSQL."""
