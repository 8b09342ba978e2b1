"""The flask commands: setting up, serving, looking after, the demo."""
