"""The network's own front end: 80 log-mel bands every 10 ms at 16 kHz, levelled.

`electron/engine/stages/lipsync/engines/builtin/track/mel.ts` is its twin; both are held to `golden.json`.
"""

import numpy as np

SAMPLE_RATE_HZ = 16000
HOP = 160
WINDOW = 400
FFT = 512
BANDS = 80
LOW_HZ, HIGH_HZ = 60.0, 7600.0
#: The level reference is the loudest frame within this many frames either side, at most this far below the voice's own.
LEVEL_REACH = 150
LEVEL_SMOOTHING = 50
LEVEL_DROP = 4.6  # nepers of power: 20 dB
LEVEL_QUANTILE = 0.95
FLOOR = -14.0  # nepers of power below the reference: 61 dB
SCALE, OFFSET = 0.25, 2.0

_HANN = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)).astype(np.float32)


def mel_filters(warp_low: float = 1.0, warp_high: float = 1.0) -> np.ndarray:
    """[bins, bands] triangles on the HTK mel scale, never narrower than a bin. The warps scale low and high frequencies."""
    mel = lambda hz: 2595 * np.log10(1 + hz / 700)
    hz = lambda m: 700 * (10 ** (m / 2595) - 1)
    edges = hz(np.linspace(mel(LOW_HZ), mel(HIGH_HZ), BANDS + 2))
    height = np.clip((edges - 700) / 1500, 0, 1)
    edges = edges * (warp_low + (warp_high - warp_low) * height)
    bins = np.arange(FFT // 2 + 1) * SAMPLE_RATE_HZ / FFT
    bin_hz = SAMPLE_RATE_HZ / FFT
    centre = edges[1:-1]
    below = np.maximum(centre - edges[:-2], bin_hz)
    above = np.maximum(edges[2:] - centre, bin_hz)
    offset = bins[:, None] - centre[None]
    return np.clip(np.minimum(1 + offset / below, 1 - offset / above), 0, None).astype(np.float32)


_FILTERS = mel_filters()


def frame_count(samples: int) -> int:
    return samples // HOP + 1


def windows(mono16k: np.ndarray) -> np.ndarray:
    """[frames, WINDOW]: frame i is centred at sample i * HOP; silence beyond the ends."""
    padded = np.pad(mono16k.astype(np.float32), (WINDOW // 2, WINDOW))
    index = HOP * np.arange(frame_count(len(mono16k)))[:, None] + np.arange(WINDOW)[None]
    return padded[index] * _HANN


def level_reference(power: np.ndarray) -> np.ndarray:
    """ln of the power that counts as full level, per frame, from ln of the windowed power of each frame."""
    frames = len(power)
    voice = np.sort(power)[int(LEVEL_QUANTILE * (frames - 1))]
    padded = np.pad(power, LEVEL_REACH, constant_values=-np.inf)
    peak = np.lib.stride_tricks.sliding_window_view(padded, 2 * LEVEL_REACH + 1).max(1)
    peak = np.maximum(peak, voice - LEVEL_DROP)
    total = np.concatenate([[0], np.cumsum(np.pad(peak, LEVEL_SMOOTHING, mode="edge"), dtype=np.float64)])
    width = 2 * LEVEL_SMOOTHING + 1
    return ((total[width:] - total[:-width]) / width).astype(np.float32)


def log_mel(mono16k: np.ndarray, filters: np.ndarray = _FILTERS) -> np.ndarray:
    """[frames, BANDS] float32, roughly -1.5..3, independent of the recording's level."""
    cut = windows(mono16k)
    power = np.log((cut * cut).sum(1) + 1e-10)
    spectrum = np.abs(np.fft.rfft(cut, FFT)).astype(np.float32) ** 2
    mel = np.log(spectrum @ filters + 1e-10)
    levelled = mel - level_reference(power)[:, None] - np.log(np.float32(WINDOW / 8))
    return (np.maximum(levelled, FLOOR) * SCALE + OFFSET).astype(np.float32)
