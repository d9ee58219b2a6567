"""Speaks sentences that the network never learned, for measuring.

    python3 make_fixtures.py FOLDER            three short clips, as kept in e2e/fixtures/speech
    python3 make_fixtures.py FOLDER --all      every held-out sentence by every flite voice

Each clip is NAME.wav (16 kHz mono) with NAME.phones.json, a list of [phone, startSec, endSec] in flite's own phones.
rms and awb are voices that no training has heard either.
"""

import argparse
import json
import subprocess
from pathlib import Path

from sentences import HELD_OUT_ENGLISH
from synthesize import flite_phones

CLIPS = {"rms-unseen": (12, 10), "awb-unseen": (0, 5), "slt-unseen": (1, 2)}
JUDGES = ("rms", "awb", "slt", "kal16")


def speak(folder: Path, name: str, text: str) -> None:
    voice = name.split("-")[0]
    command = ["flite", "-voice", voice, "-t", text, "-psdur", "-o", str(folder / f"{name}.wav")]
    phones = flite_phones(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    lines = ",\n".join("  " + json.dumps(list(phone)) for phone in phones)
    (folder / f"{name}.phones.json").write_text(f"[\n{lines}\n]\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="every held-out sentence by every voice")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    if arguments.all:
        for voice in JUDGES:
            for number, sentence in enumerate(HELD_OUT_ENGLISH):
                speak(arguments.folder, f"{voice}-{number:02d}", sentence)
    else:
        for name, numbers in CLIPS.items():
            speak(arguments.folder, name, " ".join(HELD_OUT_ENGLISH[number] for number in numbers))


if __name__ == "__main__":
    main()
