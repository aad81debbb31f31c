"""Pages of A4 with Thai that is drawn right, breaks between words, and can be copied out again."""
