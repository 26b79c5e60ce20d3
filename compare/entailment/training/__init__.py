"""Training of the bundled entailment model; needs torch. Called by ``scripts/train_entailment``."""
