"""Makes the training corpus: speech of several engines with the times of its phonemes.

    python3 synthesize.py FOLDER [--share 1.0]

Writes FOLDER/NAME.wav (16 kHz mono) and FOLDER/NAME.json, a list of [IPA symbol, startSec, endSec].
The voices flite rms and awb are never synthesized here: they are the judges.
"""

import argparse
import json
import random
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import espeak
from articulation import ARPABET
from sentences import WORDS, english_sentences, word_sequences
from sound import read_wav, write_wav

FLITE_SENTENCES = {"slt": 430, "kal16": 240}
FLITE_PITCH_HZ = {"slt": (150, 230), "kal16": (80, 180)}
FESTIVAL_SENTENCES = {"voice_cmu_us_slt_arctic_hts": 220, "voice_kal_diphone": 90}
ESPEAK_ENGLISH = ["en-us", "en-gb-scotland", "en-us-nyc", "en-gb-x-rp", "en-029"]
ESPEAK_ENGLISH_SENTENCES = 70
ESPEAK_OTHER_SEQUENCES = 32
#: Variants that sound like people: other vocal tracts, other voice sources.
ESPEAK_VARIANTS = (
    "f1 f2 f3 f4 f5 m1 m2 m3 m4 m5 m6 m7 m8 klatt klatt2 klatt3 klatt4 Alicia Andrea Annie Denis Diogo Hugo Lee Michael Mike "
    "adam anika belinda ed edward linda paul steph steph2 travis victor zac grandma grandpa"
).split()


def save_phones(path: Path, phones: list[tuple[str, float, float]]) -> None:
    path.write_text(json.dumps([[ipa, round(start, 4), round(end, 4)] for ipa, start, end in phones], ensure_ascii=False))


def flite_phones(printed: str) -> list[tuple[str, float, float]]:
    """Parses `flite -psdur`: name:endSec, separated by spaces."""
    phones, start = [], 0.0
    for token in printed.split():
        name, end = token.rsplit(":", 1)
        phones.append((name, start, float(end)))
        start = float(end)
    return phones


def flite(folder: Path, voice: str, number: int, sentence: str) -> None:
    rng = random.Random(f"{voice}{number}")
    name = folder / f"flite-{voice}-{number:04d}"
    low, high = FLITE_PITCH_HZ[voice]
    settings = {"int_f0_target_mean": rng.uniform(low, high), "duration_stretch": rng.uniform(0.82, 1.25)}
    command = ["flite", "-voice", voice, "-t", sentence + ".", "-psdur", "-o", f"{name}.wav"]
    for key, value in settings.items():
        command += ["--setf", f"{key}={value:.3f}"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    save_phones(name.with_suffix(".json"), [(ARPABET[phone], start, end) for phone, start, end in flite_phones(printed)])


def festival(folder: Path, voice: str, sentences: list[str]) -> None:
    label = voice.removeprefix("voice_")
    names = [folder / f"festival-{label}-{number:04d}" for number in range(len(sentences))]
    rng = random.Random(voice)
    script = [f"({voice})"]
    for name, sentence in zip(names, sentences):
        script.append(f"(Parameter.set 'Duration_Stretch {rng.uniform(0.85, 1.2):.3f})")
        script.append(f'(let ((u (utt.synth (Utterance Text "{sentence}."))))')
        script.append(f'  (utt.save.wave u "{name}.wav" \'riff) (utt.save.segs u "{name}.lab"))')
    subprocess.run(["festival", "--pipe"], input="\n".join(script), check=True, text=True, capture_output=True)
    for name in names:
        phones, start = [], 0.0
        for line in Path(f"{name}.lab").read_text().split("#\n", 1)[1].splitlines():
            end, _, phone = line.split()
            phones.append((ARPABET[phone], start, float(end)))
            start = float(end)
        Path(f"{name}.lab").unlink()
        write_wav(f"{name}.wav", read_wav(f"{name}.wav"))
        save_phones(name.with_suffix(".json"), phones)


def espeak_voice(folder: Path, language: str, texts: list[str]) -> None:
    rng = random.Random(f"espeak{language}")
    for number, text in enumerate(texts):
        name = folder / f"espeak-{language}-{number:04d}"
        variant = rng.choice(ESPEAK_VARIANTS)
        samples, phones = espeak.speak(f"{language}+{variant}", text, rng.randint(125, 215), rng.randint(25, 75), rng.randint(30, 80))
        write_wav(f"{name}.wav", samples)
        save_phones(name.with_suffix(".json"), phones)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--share", type=float, default=1.0, help="make only this share of the corpus")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    scaled = lambda count: max(1, int(count * arguments.share))

    with ThreadPoolExecutor(2) as pool:
        jobs = [
            pool.submit(flite, folder, voice, number, sentence)
            for seed, (voice, count) in enumerate(FLITE_SENTENCES.items())
            for number, sentence in enumerate(english_sentences(scaled(count), 100 + seed))
        ]
        jobs += [
            pool.submit(festival, folder, voice, english_sentences(scaled(count), 200 + seed))
            for seed, (voice, count) in enumerate(FESTIVAL_SENTENCES.items())
        ]
        for job in jobs:
            job.result()
    for seed, language in enumerate(ESPEAK_ENGLISH):
        espeak_voice(folder, language, english_sentences(scaled(ESPEAK_ENGLISH_SENTENCES), 300 + seed))
    for language in WORDS:
        espeak_voice(folder, language, word_sequences(language, scaled(ESPEAK_OTHER_SEQUENCES), 400))


if __name__ == "__main__":
    main()
