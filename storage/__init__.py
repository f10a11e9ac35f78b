"""Where everything is kept: the Store protocol (base) and DuckDB as its default; named queries and migrations in sql/."""
