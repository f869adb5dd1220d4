"""The signal of leaving fast: whoever keeps something on the device takes it away."""

from __future__ import annotations

from blinker import Namespace

left_fast = Namespace().signal("left-fast")
