"""The vocabulary: edited by researchers, read by every room."""
