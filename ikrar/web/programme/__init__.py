"""Pages of drives, targets, codes and apel sessions."""
