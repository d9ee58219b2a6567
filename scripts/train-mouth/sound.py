"""Reading, writing and resampling mono sound."""

import wave

import numpy as np

from frontend import SAMPLE_RATE_HZ


def resample(samples: np.ndarray, from_hz: float, to_hz: float = SAMPLE_RATE_HZ) -> np.ndarray:
    """Band-limited resampling by truncating or extending the spectrum."""
    if from_hz == to_hz:
        return samples
    length = int(round(len(samples) * to_hz / from_hz))
    spectrum = np.fft.rfft(samples)
    bins = length // 2 + 1
    kept = np.zeros(bins, spectrum.dtype)
    shared = min(bins, len(spectrum))
    kept[:shared] = spectrum[:shared]
    return (np.fft.irfft(kept, length) * (length / len(samples))).astype(np.float32)


def read_wav(path) -> np.ndarray:
    """Mono float32 in -1..1 at SAMPLE_RATE_HZ."""
    with wave.open(str(path)) as file:
        if file.getsampwidth() != 2 or file.getnchannels() != 1:
            raise ValueError(f"{path}: 16-bit mono expected")
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(np.float32) / 32768
        return resample(samples, file.getframerate())


def write_wav(path, samples: np.ndarray) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE_HZ)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype(np.int16).tobytes())
