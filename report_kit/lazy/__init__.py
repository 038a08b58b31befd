"""What lets a command start at once: classes and patterns that are compiled when they are first used, or never."""
