"""What tasks.py calls: running Pelican and tools, serving the output, publishing it. No part of a build."""
