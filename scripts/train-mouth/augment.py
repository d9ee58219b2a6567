"""What a voice goes through before a microphone: other throats, rooms, noise, colour, level."""

import numpy as np

from frontend import SAMPLE_RATE_HZ, mel_filters
from sound import resample

_WARPS = np.round(np.arange(0.91, 1.11, 0.03), 2)
_warped_filters: dict[tuple[float, float], np.ndarray] = {}


def random_filters(rng: np.random.Generator) -> np.ndarray:
    """Mel filters of another vocal tract: longer or shorter, its throat and its mouth not quite in proportion."""
    whole = rng.integers(0, len(_WARPS))
    mouth = np.clip(whole + rng.integers(-2, 3), 0, len(_WARPS) - 1)
    warps = float(_WARPS[whole]), float(_WARPS[mouth])
    if warps not in _warped_filters:
        _warped_filters[warps] = mel_filters(*warps)
    return _warped_filters[warps]


def change_speed(samples: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, float]:
    """Tempo, pitch and formants together, as a tape does; times must be multiplied by the returned factor."""
    if rng.random() < 0.4:
        return samples, 1.0
    factor = float(rng.uniform(0.9, 1.13))
    changed = resample(samples, SAMPLE_RATE_HZ, SAMPLE_RATE_HZ * factor)
    return changed, len(changed) / len(samples)


def degrade(samples: np.ndarray, babble: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Room, colour, noise, clipping and level. `babble`: other voices, at least as long."""
    sound = samples
    if rng.random() < 0.4:
        sound = _in_room(sound, rng)
    if rng.random() < 0.7:
        sound = _coloured(sound, rng)
    loudness = np.sqrt(np.mean(sound**2)) + 1e-9
    if rng.random() < 0.7:
        noise = _noise(len(sound), babble, rng)
        noise *= loudness / (np.sqrt(np.mean(noise**2)) + 1e-9)
        sound = sound + noise * 10 ** (-rng.uniform(8, 40) / 20)
    if rng.random() < 0.1:
        sound = np.tanh(sound / loudness * rng.uniform(0.3, 0.8)) * loudness
    gain = 10 ** (rng.uniform(-20, 3) / 20)
    return (sound * gain).astype(np.float32)


def _filtered(sound: np.ndarray, response) -> np.ndarray:
    """Applies a real frequency response, given as a function of Hz."""
    length = 1 << int(np.ceil(np.log2(len(sound) + 1)))
    hz = np.fft.rfftfreq(length, 1 / SAMPLE_RATE_HZ)
    return np.fft.irfft(np.fft.rfft(sound, length) * response(hz), length)[: len(sound)]


def _in_room(sound: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A decaying random tail: reverberation time 0.1 to 0.6 s, direct sound 0 to 15 dB above it."""
    seconds = rng.uniform(0.1, 0.6)
    tail = rng.standard_normal(int(seconds * SAMPLE_RATE_HZ)) * np.exp(-6.9 * np.linspace(0, 1, int(seconds * SAMPLE_RATE_HZ)))
    tail[: rng.integers(16, 160)] = 0
    tail *= 10 ** (-rng.uniform(0, 15) / 20) / (np.sqrt(np.sum(tail**2)) + 1e-9)
    tail[0] = 1
    length = 1 << int(np.ceil(np.log2(len(sound) + len(tail))))
    return np.fft.irfft(np.fft.rfft(sound, length) * np.fft.rfft(tail, length), length)[: len(sound)]


def _coloured(sound: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Microphone and telephone: tilt in dB per octave, two broad bumps, sometimes a narrow band."""
    tilt = rng.uniform(-3, 3)
    bumps = [(rng.uniform(150, 6000), rng.uniform(0.3, 1.0), rng.uniform(-8, 8)) for _ in range(2)]
    low = rng.uniform(80, 350) if rng.random() < 0.3 else 0
    high = rng.uniform(3300, 7500) if rng.random() < 0.2 else SAMPLE_RATE_HZ

    def response(hz: np.ndarray) -> np.ndarray:
        octave = np.log2(np.maximum(hz, 50) / 1000)
        decibel = tilt * octave
        for centre, width, height in bumps:
            decibel = decibel + height * np.exp(-0.5 * ((octave - np.log2(centre / 1000)) / width) ** 2)
        passed = 1 / (1 + (low / np.maximum(hz, 1)) ** 6) / (1 + (hz / high) ** 12)
        return 10 ** (decibel / 20) * passed

    return _filtered(sound, response)


def _noise(length: int, babble: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    kind = rng.choice(["white", "pink", "brown", "babble", "tones"])
    if kind == "babble":
        start = rng.integers(0, max(1, len(babble) - length))
        return np.resize(babble[start : start + length], length).astype(np.float64)
    if kind == "tones":  # a chord behind the voice
        time = np.arange(length) / SAMPLE_RATE_HZ
        chord = sum(np.sin(2 * np.pi * rng.uniform(80, 900) * time) * rng.uniform(0.2, 1) for _ in range(6))
        return chord * (1 + 0.5 * np.sin(2 * np.pi * rng.uniform(0.5, 4) * time))
    white = rng.standard_normal(length)
    if kind == "white":
        return white
    slope = 0.5 if kind == "pink" else 1.0
    return _filtered(white, lambda hz: np.maximum(hz, 20.0) ** -slope)
