"""What the parts show, before it is put into words: pure functions of a `Guide`."""
