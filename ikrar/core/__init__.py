"""Pure rules: no framework, no disk, no clock, no chance; time and signatures come in as arguments."""
