"""Benchmarks, run by hand and, in small, in CI."""
