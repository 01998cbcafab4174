"""What follows from the model: pure functions, no words, no addresses but the model's own."""
