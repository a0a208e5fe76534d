"""How the typing head is trained: our gold sentences and public sets -> two encoder layers and their classifiers."""
