"""Pages of texts: what is signed and read, its versions, and the words that prove it is the right one."""
