"""What can go wrong, by who must act: the document, a table, the user's settings, or the machinery."""


class DiurnaError(Exception):
    """Base of every error that Diurna raises on purpose. The command line prints it as one line."""


class InputError(DiurnaError):
    """A document or an input file cannot be used."""


class TableError(DiurnaError):
    """A row of one of our data tables, or of a user's, is wrong. The message names file, line and column."""


class SettingsError(DiurnaError):
    """An option is unknown or has a value that it cannot have."""


class EngineError(DiurnaError):
    """The machinery that maps work over processes or a cluster failed."""
