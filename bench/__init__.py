"""Benchmarks: ratios within one run, and no test that fails on a time."""
