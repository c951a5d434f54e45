"""What every page shares: access, answers, frame and parts."""
