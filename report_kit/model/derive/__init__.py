"""Derived parts: lists that nobody types, made from the data as ordinary blocks, so that every output prints them.

Each module has one function that gives a `Part`, or None where there is nothing to print.
"""
