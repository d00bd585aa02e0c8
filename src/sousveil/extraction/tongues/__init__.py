"""Texts in other languages, put into plain English word by word before they are read."""
