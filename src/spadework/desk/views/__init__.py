"""What the pages show and the API gives: frozen dataclasses, made by pure functions of the desk."""
