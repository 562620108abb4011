"""The chaos suite: mixed tasks, faults by chance, and a count of what became of each task.

`plan` and `load` turn a seed into what is done when, `faults` does it to a world (`processes` or `cluster`), `oracle`
judges what was seen, `report` shows it. Decisions (`plan`, `load`, `oracle`, `report`) do no input or output.
"""
