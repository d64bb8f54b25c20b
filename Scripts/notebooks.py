"""Runs the notebooks of Examples/notebooks from their first cell to their last, and keeps what they show.

Usage: notebooks.py [NAME…], in an environment that has the Python package with `notebooks`.
"""

import os
import pathlib
import re
import sys
import tempfile
import time

HOME = pathlib.Path(__file__).resolve().parent.parent
FOLDER = HOME / "Examples" / "notebooks"

# Pictures as pixels, which every reader of notebooks shows.
STARTUP = 'import altair\naltair.renderers.enable("png", scale_factor=1.0)\n'


def without_chance(notebook):
    """Gives tables, which pandas numbers by chance, numbers in their order, and leaves out where in memory they were."""
    shown = [output.data for cell in notebook.cells for output in cell.get("outputs", []) if "data" in output]
    for number, data in enumerate(data for data in shown if "text/html" in data):
        data["text/html"] = re.sub(r"\bT_[0-9a-f]{5}(?=[_\"' ])", f"T_{number}", data["text/html"])
        data["text/plain"] = re.sub(r" at 0x[0-9a-f]+", "", data["text/plain"])


def execute(path):
    import nbclient
    import nbformat
    began = time.monotonic()
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, timeout=900, resources={"metadata": {"path": str(FOLDER)}}, record_timing=False).execute()
    # What differs from one machine or time to another is left out.
    without_chance(notebook)
    notebook.metadata = {key: notebook.metadata[key] for key in ("authors", "kernelspec") if key in notebook.metadata}
    nbformat.write(notebook, path)
    print(f"{path.name}: {time.monotonic() - began:.0f} s", flush=True)


def main(names):
    with tempfile.TemporaryDirectory() as folder:
        startup = pathlib.Path(folder) / "profile_default" / "startup"
        startup.mkdir(parents=True)
        (startup / "00-pictures.py").write_text(STARTUP, encoding="utf-8")
        os.environ["IPYTHONDIR"] = folder
        for path in sorted(FOLDER.glob("*.ipynb")):
            if not names or path.stem in names:
                execute(path)


if __name__ == "__main__":
    main(sys.argv[1:])
