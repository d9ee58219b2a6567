"""Writes the numbers that both front ends must reproduce.

    python3 make_golden.py ../../electron/engine/stages/lipsync/engines/builtin/track/mel.golden.json

The signal is made by arithmetic that any language repeats exactly; mel.test.ts makes the same one.
"""

import json
import sys
from pathlib import Path

import numpy as np

from frontend import SAMPLE_RATE_HZ, level_reference, log_mel, windows

SECONDS = 6.0
FRAMES = (0, 1, 37, 150, 260, 333, 421, 599, 600)


def test_signal() -> np.ndarray:
    """Noise of a linear congruential generator on gliding tones; silent in the middle, quiet at the end."""
    count = int(SECONDS * SAMPLE_RATE_HZ)
    noise = np.empty(count)
    state = 1
    for index in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        noise[index] = state / 2**31 - 1
    time = np.arange(count) / SAMPLE_RATE_HZ
    tones = 0.3 * np.sin(2 * np.pi * (120 + 20 * time) * time) + 0.2 * np.sin(2 * np.pi * (700 + 150 * time) * time)
    gain = np.where(time < 2.2, 1.0, np.where(time < 3.0, 0.0, 0.05))
    return ((tones + 0.02 * noise) * gain).astype(np.float32)


def main() -> None:
    samples = test_signal()
    cut = windows(samples)
    reference = level_reference(np.log((cut * cut).sum(1) + 1e-10))
    mel = log_mel(samples)
    golden = {
        "frames": [
            {"frame": frame, "reference": round(float(reference[frame]), 4), "mel": [round(float(value), 4) for value in mel[frame]]}
            for frame in FRAMES
        ]
    }
    Path(sys.argv[1]).write_text(json.dumps(golden, indent=2) + "\n")


if __name__ == "__main__":
    main()
