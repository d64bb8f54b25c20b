"""Runs the notebooks of Examples/notebooks from their first cell to their last, and keeps what they show.

Usage: notebooks.py [NAME…], in an environment that has the Python package with `notebooks`.
"""

import os
import pathlib
import sys
import tempfile
import time

HOME = pathlib.Path(__file__).resolve().parent.parent
FOLDER = HOME / "Examples" / "notebooks"

# Pictures as pixels, which every reader of notebooks shows.
STARTUP = 'import altair\naltair.renderers.enable("png", scale_factor=1.0)\n'


def execute(path):
    import nbclient
    import nbformat
    began = time.monotonic()
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, timeout=900, resources={"metadata": {"path": str(FOLDER)}}, record_timing=False).execute()
    # What differs from one machine to another is left out.
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
