"""Did it happen? The certainty of an event, from tense, mood, negation and the words that it stands under."""
