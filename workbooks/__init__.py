"""The template and the sample plans, installed as `actionbook.samples`."""
