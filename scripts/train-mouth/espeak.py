"""eSpeak NG through its C library: sound together with the times of its phonemes, in IPA."""

import ctypes as c

import numpy as np

from sound import resample

_SYNCHRONOUS = 2
_PHONEME_EVENTS_IN_IPA = 0x0003
_UTF8 = 1
_RATE, _PITCH, _RANGE = 1, 3, 4
_LIST_END, _PHONEME = 0, 7
#: A pause shorter than this belongs to the speech, not to the mouth.
_SHORTEST_PAUSE_SEC = 0.06


class _Id(c.Union):
    _fields_ = [("number", c.c_int), ("name", c.c_char_p), ("text", c.c_char * 8)]


class _Event(c.Structure):
    _fields_ = [
        ("type", c.c_int), ("identifier", c.c_uint), ("text_position", c.c_int), ("length", c.c_int), ("audio_position", c.c_int),
        ("sample", c.c_int), ("user_data", c.c_void_p), ("id", _Id),
    ]  # fmt: skip


_Callback = c.CFUNCTYPE(c.c_int, c.POINTER(c.c_short), c.c_int, c.POINTER(_Event))
_library = c.CDLL("libespeak-ng.so.1")
_sample_rate_hz = _library.espeak_Initialize(_SYNCHRONOUS, 0, None, _PHONEME_EVENTS_IN_IPA)


def speak(voice: str, text: str, words_per_minute: int, pitch: int, pitch_range: int) -> tuple[np.ndarray, list[tuple[str, float, float]]]:
    """16 kHz mono and the phones (IPA, startSec, endSec); a pause has an empty symbol.

    voice: an eSpeak voice with variant, such as `ja+f3`; pitch and pitch_range 0..99.
    """
    blocks: list[np.ndarray] = []
    marks: list[tuple[int, str]] = []

    def receive(samples, count, events) -> int:
        if samples and count > 0:
            blocks.append(np.ctypeslib.as_array(samples, (count,)).copy())
        index = 0
        while events[index].type != _LIST_END:
            event = events[index]
            if event.type == _PHONEME:
                marks.append((event.sample, event.id.text.decode("utf8", "ignore")))
            index += 1
        return 0

    callback = _Callback(receive)
    _library.espeak_SetSynthCallback(callback)
    if _library.espeak_SetVoiceByName(voice.encode()) != 0:
        raise ValueError(f"eSpeak has no voice {voice}")
    for parameter, value in ((_RATE, words_per_minute), (_PITCH, pitch), (_RANGE, pitch_range)):
        _library.espeak_SetParameter(parameter, value, 0)
    encoded = text.encode()
    _library.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, _UTF8, None, None)
    samples = np.concatenate(blocks).astype(np.float32) / 32768
    return resample(samples, _sample_rate_hz), _phones(marks, len(samples))


def _phones(marks: list[tuple[int, str]], total: int) -> list[tuple[str, float, float]]:
    phones: list[tuple[str, float, float]] = []
    bounds = [position for position, _ in marks] + [total]
    for (start, symbol), end in zip(marks, bounds[1:]):
        if symbol.startswith("("):  # a change of language inside the sentence, with no sound of its own
            symbol = ""
        start_sec, end_sec = start / _sample_rate_hz, end / _sample_rate_hz
        if end_sec <= start_sec:
            continue
        if not symbol and end_sec - start_sec < _SHORTEST_PAUSE_SEC and phones:
            symbol, start_sec = phones[-1][0], phones[-1][1]
            phones.pop()
        phones.append((symbol, start_sec, end_sec))
    return phones
