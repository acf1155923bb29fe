"""Who sits at the keyboard: asked, kept for the account, shown."""
