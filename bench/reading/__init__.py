"""What the reader is measured by: clauses and small reports composed by us, with what is to be read in them."""
