"""Pages of activities: planning, people, letters, photos and news, and the public page of a body."""
