"""The reference software of the AI Global Surveillance Index."""
