"""What the notebooks share: read an article, annotate it, tabulate it, chart it, report it."""

import os

# ONNX Runtime would report to its maker what runs here, and keep an id of this machine for that.
# Only a setting made before it is loaded prevents that.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
