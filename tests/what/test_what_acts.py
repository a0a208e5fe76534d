SENTENCES: list[str] = []
