"""What the notebooks share: read an article, annotate it, tabulate it, chart it, report it."""

import os

# ONNX Runtime would report to its maker what runs here, and keep an id of this machine for that.
# Only a setting made before it is loaded prevents that.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
# spaCy's matrices are small: threads would wait for each other longer than they compute, and the
# processes of a corpus run would take one another's cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
