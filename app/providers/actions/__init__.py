"""Writing about places: the directory, my list, questions, what could not be found."""
