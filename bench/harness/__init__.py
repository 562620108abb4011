"""Benchmarks side by side: each measures its sides by turns on one machine in one run, checks what they did, and reports ratios."""
