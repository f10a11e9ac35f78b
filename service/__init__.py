"""The door, and what stands behind it: the runner, the journal, imports and exports."""
