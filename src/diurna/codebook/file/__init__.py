"""A user's codebook: one TOML file that renames, merges, drops and adds, laid over the tables that we ship."""

from diurna.codebook.file.load import UserCodebook, load_user_codebook

__all__ = ["UserCodebook", "load_user_codebook"]
