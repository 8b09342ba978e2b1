"""The events of the chain beyond the harvest, one kind of work a module. Pure; codes and ids only."""
