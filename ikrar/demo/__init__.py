"""The demo: its cast and its story, played through real actions."""
