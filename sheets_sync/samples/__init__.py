"""Invented sheets of real districts, in the styles of eight offices, for the demonstration and the tests."""
