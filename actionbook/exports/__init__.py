"""A plan into files for data tools: CSV, Parquet, JSON, SQLite."""
