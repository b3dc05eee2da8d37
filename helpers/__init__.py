"""What the notebooks share: read an article, annotate it, tabulate it, chart it, report it."""

import os

# ONNX Runtime would send its maker what runs here, and keep an id of this machine for that. Only
# what stands before it is loaded stops that.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
