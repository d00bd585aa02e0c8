"""Editions to numbers, each with the countries and entries behind it."""
