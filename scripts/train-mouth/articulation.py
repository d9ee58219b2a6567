"""From phonemes with times to mouth movement.

Targets are articulatory, so that one network serves every language: opening, width, protrusion, closure, teeth.
Movement between them follows Cohen & Massaro's dominance functions (Modeling coarticulation in synthetic visual
speech, 1993): each phoneme pulls each articulator with a strength that decays with the distance in time.
"""

import unicodedata
from dataclasses import dataclass

import numpy as np

CHANNELS = ("open", "width", "protrusion", "closure", "teeth")
STEP_SEC = 0.01


@dataclass(frozen=True)
class Shape:
    """open 0..1, width -1 round..1 spread, protrusion 0..1, closure 0..1, teeth 0..1; pull: strength of the lips' aim."""

    open: float
    width: float
    protrusion: float = 0.0
    closure: float = 0.0
    teeth: float = 0.0
    pull: float = 1.0
    vowel: bool = False


def _vowel(opening: float, width: float, protrusion: float = 0.0) -> Shape:
    return Shape(opening, width, protrusion, pull=1.0, vowel=True)


REST = Shape(0, 0, pull=2.0)
NEUTRAL = Shape(0.3, 0.05, pull=0.3)

_LIPS = Shape(0.0, -0.05, 0.1, closure=1.0, pull=0.6)
_LABIODENTAL = Shape(0.12, 0.1, 0.0, teeth=0.9, pull=1.2)
_ALVEOLAR = Shape(0.22, 0.12, 0.0, teeth=0.5, pull=0.4)
_SIBILANT = Shape(0.14, 0.2, 0.0, teeth=1.0, pull=0.9)
_HUSHING = Shape(0.2, -0.35, 0.5, teeth=0.9, pull=0.9)
_DORSAL = Shape(0.32, 0.05, pull=0.3)
_GLOTTAL = Shape(0.45, 0.0, pull=0.12)
_ROUND_GLIDE = Shape(0.14, -1.0, 1.0, pull=1.1)

SHAPES: dict[str, Shape] = {
    # open vowels
    "a": _vowel(0.95, 0.1), "ɑ": _vowel(1.0, 0.0), "ɶ": _vowel(0.9, -0.2, 0.3), "æ": _vowel(0.9, 0.35), "ɐ": _vowel(0.72, 0.05),
    "ʌ": _vowel(0.65, 0.05), "ɒ": _vowel(0.85, -0.35, 0.4), "ɔ": _vowel(0.75, -0.55, 0.6), "ɛ": _vowel(0.65, 0.5), "œ": _vowel(0.58, -0.5, 0.6),
    "ɜ": _vowel(0.5, -0.05), "ɞ": _vowel(0.5, -0.4, 0.4),
    # mid vowels
    "e": _vowel(0.48, 0.65), "ø": _vowel(0.4, -0.7, 0.8), "o": _vowel(0.5, -0.8, 0.8), "ɤ": _vowel(0.45, 0.0), "ə": _vowel(0.42, 0.05),
    "ɘ": _vowel(0.42, 0.1), "ɵ": _vowel(0.4, -0.5, 0.5), "ɚ": _vowel(0.4, -0.3, 0.4), "ɝ": _vowel(0.42, -0.3, 0.4),
    # close vowels
    "i": _vowel(0.24, 0.9), "ɪ": _vowel(0.34, 0.55), "ᵻ": _vowel(0.32, 0.4), "y": _vowel(0.22, -0.9, 0.9), "ʏ": _vowel(0.3, -0.7, 0.8), "ɨ": _vowel(0.26, 0.3),
    "ʉ": _vowel(0.24, -0.75, 0.8), "ɯ": _vowel(0.25, -0.25, 0.2), "u": _vowel(0.22, -1.0, 1.0), "ʊ": _vowel(0.33, -0.75, 0.75),
    # lips
    "m": _LIPS, "b": _LIPS, "p": _LIPS, "ɓ": _LIPS, "ʙ": _LIPS,
    "f": _LABIODENTAL, "v": _LABIODENTAL, "ʋ": _LABIODENTAL, "ɱ": _LABIODENTAL, "ⱱ": _LABIODENTAL,
    "ɸ": Shape(0.1, -0.3, 0.3, pull=0.9), "β": Shape(0.1, -0.2, 0.2, pull=0.9),
    "w": _ROUND_GLIDE, "ʍ": _ROUND_GLIDE, "ɥ": _ROUND_GLIDE,
    # tongue tip
    "t": _ALVEOLAR, "d": _ALVEOLAR, "n": _ALVEOLAR, "ʈ": _ALVEOLAR, "ɖ": _ALVEOLAR, "ɳ": _ALVEOLAR, "ɗ": _ALVEOLAR,
    "ɾ": Shape(0.3, 0.05, pull=0.3), "r": Shape(0.3, 0.0, pull=0.4), "ɽ": Shape(0.3, 0.0, pull=0.4), "ɺ": Shape(0.3, 0.0, pull=0.4),
    "ɹ": Shape(0.28, -0.35, 0.45, pull=0.7), "ɻ": Shape(0.28, -0.35, 0.45, pull=0.7),
    "l": Shape(0.36, 0.05, pull=0.4), "ɫ": Shape(0.36, 0.0, pull=0.4), "ɭ": Shape(0.36, 0.0, pull=0.4), "ɬ": Shape(0.25, 0.2, teeth=0.5, pull=0.5),
    "ʎ": Shape(0.28, 0.3, pull=0.4), "θ": Shape(0.22, 0.1, teeth=0.4, pull=0.7), "ð": Shape(0.22, 0.1, teeth=0.4, pull=0.6),
    "s": _SIBILANT, "z": _SIBILANT, "ɕ": Shape(0.16, 0.1, 0.2, teeth=0.9, pull=0.9), "ʑ": Shape(0.16, 0.1, 0.2, teeth=0.9, pull=0.9),
    "ʃ": _HUSHING, "ʒ": _HUSHING, "ʂ": _HUSHING, "ʐ": _HUSHING, "ɧ": _HUSHING,
    # tongue body and throat
    "j": Shape(0.25, 0.65, pull=0.7), "ʝ": Shape(0.25, 0.5, pull=0.6), "ç": Shape(0.25, 0.45, pull=0.6), "ɲ": Shape(0.25, 0.2, teeth=0.3, pull=0.4),
    "k": _DORSAL, "g": _DORSAL, "ɡ": _DORSAL, "ŋ": _DORSAL, "x": _DORSAL, "ɣ": _DORSAL, "ɰ": _DORSAL, "c": _DORSAL, "ɟ": _DORSAL,
    "q": _DORSAL, "ɢ": _DORSAL, "χ": _DORSAL, "ʁ": _DORSAL, "ʀ": _DORSAL, "ɴ": _DORSAL,
    "h": _GLOTTAL, "ɦ": _GLOTTAL, "ħ": _GLOTTAL, "ʕ": _GLOTTAL, "ʔ": _GLOTTAL,
}  # fmt: skip

#: The phoneme names of flite and festival's American voices.
ARPABET = {
    "aa": "ɑ", "ae": "æ", "ah": "ʌ", "ax": "ə", "ao": "ɔ", "aw": "aʊ", "ay": "aɪ", "b": "b", "ch": "tʃ", "d": "d", "dh": "ð", "eh": "ɛ",
    "er": "ɝ", "axr": "ɝ", "ey": "eɪ", "f": "f", "g": "g", "hh": "h", "hv": "h", "ih": "ɪ", "iy": "i", "jh": "dʒ", "k": "k", "l": "l", "el": "l",
    "m": "m", "em": "m", "n": "n", "en": "n", "ng": "ŋ", "nx": "n", "ow": "oʊ", "oy": "ɔɪ", "p": "p", "r": "ɹ", "s": "s", "sh": "ʃ", "t": "t",
    "dx": "ɾ", "th": "θ", "uh": "ʊ", "uw": "u", "v": "v", "w": "w", "y": "j", "z": "z", "zh": "ʒ", "pau": "", "ssil": "", "h#": "", "brth": "",
}  # fmt: skip

_ROUNDING_MARKS = "ʷᵝ"


def shapes_of(ipa: str) -> list[tuple[Shape, float]]:
    """Splits an IPA phoneme into shapes with their share of its time; a silence is one REST."""
    if not ipa.strip():
        return [(REST, 1.0)]
    parts: list[Shape] = []
    for symbol in unicodedata.normalize("NFC", ipa):
        letter = symbol if symbol in SHAPES else unicodedata.normalize("NFD", symbol)[0]
        if letter in SHAPES:
            parts.append(SHAPES[letter])
        elif letter in _ROUNDING_MARKS and parts and not parts[-1].closure:
            last = parts[-1]
            parts[-1] = Shape(last.open, min(last.width, -0.5), max(last.protrusion, 0.4), 0, last.teeth, max(last.pull, 0.7), last.vowel)
    if not parts:
        return [(NEUTRAL, 1.0)]
    if len(parts) == 2:  # a diphthong stays longer in its first half, an affricate in its second
        return [(parts[0], 0.6), (parts[1], 0.4)] if parts[0].vowel else [(parts[0], 0.4), (parts[1], 0.6)]
    return [(shape, 1 / len(parts)) for shape in parts]


#: Time constants of the dominance functions: the jaw is quick, lip rounding spreads far ahead.
_DECAY_SEC = {"open": 0.024, "width": 0.034, "protrusion": 0.04, "teeth": 0.02}


def trajectories(phones: list[tuple[str, float, float]], frames: int) -> tuple[np.ndarray, np.ndarray]:
    """Targets every 10 ms for IPA phones (symbol, startSec, endSec); frame i is centred at i * 0.01 s.

    Returns [frames, 5] in the order of CHANNELS, and [frames, 2] flags: where a closure would be a gross error (the
    middle of open vowels), and where the lips show their shape (vowels and w).
    """
    segments = [
        (shape, start + share_before * (end - start), start + (share_before + share) * (end - start), ipa)
        for ipa, start, end in phones
        for shape, share, share_before in _with_offsets(shapes_of(ipa))
    ]
    time = np.arange(frames) * STEP_SEC
    starts = np.array([s for _, s, _, _ in segments])
    ends = np.array([e for _, _, e, _ in segments])
    core = 0.25 * (ends - starts)
    distance = np.maximum(np.maximum(starts + core - time[:, None], time[:, None] - (ends - core)), 0)

    target = np.zeros((frames, len(CHANNELS)), np.float32)
    for channel, decay in _DECAY_SEC.items():
        aims = np.array([getattr(shape, channel) for shape, *_ in segments])
        pull = np.array([_pull(shape, channel) for shape, *_ in segments])
        dominance = pull * np.exp(-distance / decay) + 1e-9
        target[:, CHANNELS.index(channel)] = (dominance @ aims) / dominance.sum(1)

    closing = np.zeros(frames, np.float32)
    never_closed = np.zeros(frames, bool)
    shaping = np.zeros(frames, bool)
    for shape, start, end, ipa in segments:
        if shape.vowel or shape is _ROUND_GLIDE:
            shaping |= (time >= start) & (time <= end)
        if shape.closure:
            # A stop is released before its segment ends; its burst and aspiration belong to opening lips.
            released = end if ipa.startswith("m") else start + 0.75 * (end - start)
            gap = np.maximum(np.maximum(start - time, time - released), 0)
            closing = np.maximum(closing, np.clip(1 - gap / 0.05, 0, 1))
            target[(time >= start - 0.004) & (time <= released + 0.004), 3] = 1
        elif shape.vowel and shape.open >= 0.4:
            quarter = 0.25 * (end - start)
            never_closed |= (time >= start + quarter) & (time <= end - quarter)
    target[:, 0] *= 1 - closing**1.5
    return target, np.stack([never_closed & (target[:, 3] == 0), shaping], 1)


def _pull(shape: Shape, channel: str) -> float:
    # An m, b or p lets the neighbours decide how open and wide the lips are on either side; closure is a channel of its own.
    return 0.05 if shape.closure and channel == "open" else shape.pull


def _with_offsets(parts: list[tuple[Shape, float]]):
    before = 0.0
    for shape, share in parts:
        yield shape, share, before
        before += share
