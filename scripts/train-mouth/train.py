"""Trains the mouth network on a corpus of synthesize.py and writes its weights.

    python3 train.py CORPUS weights.bin [--seed 1]
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np

import augment
import network
from articulation import trajectories
from frontend import BANDS, frame_count, log_mel
from sound import read_wav

CROP = 300
BATCH = 16
RATE = 2.5e-3
#: How much each output matters: open, width, protrusion (squared error), closure, teeth (cross entropy).
WEIGHT = np.array([4.0, 3.0, 1.5, 0.7, 0.3], np.float32)
#: Closures are few frames: each counts for more. An open vowel that is shown closed is the worst of errors.
CLOSURE_GAIN = 3.0
FALSE_CLOSURE_GAIN = 4.0
#: Width and protrusion matter most where the lips show them.
SHAPING_GAIN = 2.5
SHARE_FOR_CHECKING = 0.04


def versions(folder: Path, rng: np.random.Generator, babble: np.ndarray, names: list[Path], clean: bool):
    """One augmented rendition of every utterance: features [frames, BANDS], targets [frames, 5], flags [frames, 2]."""
    for name in names:
        samples = read_wav(name.with_suffix(".wav"))
        phones = json.loads(name.with_suffix(".json").read_text())
        lead, tail = (0, 0) if clean else (rng.integers(0, 8000), rng.integers(0, 8000))
        filters = None
        if not clean:
            samples, stretch = augment.change_speed(samples, rng)
            phones = [(ipa, start * stretch, end * stretch) for ipa, start, end in phones]
            samples = np.pad(samples, (lead, tail))
            samples = augment.degrade(samples, babble, rng)
            filters = augment.random_filters(rng)
        total = len(samples) / 16000
        offset = lead / 16000
        timed = [("", 0.0, offset)] if lead else []
        timed += [(ipa, start + offset, end + offset) for ipa, start, end in phones]
        if timed[-1][2] < total:
            timed.append(("", timed[-1][2], total))
        targets, flags = trajectories(timed, frame_count(len(samples)))
        features = log_mel(samples) if filters is None else log_mel(samples, filters)
        yield features.astype(np.float16), targets.astype(np.float16), flags


def loss_gradient(output: np.ndarray, target: np.ndarray, flags: np.ndarray) -> tuple[float, np.ndarray]:
    gradient = np.empty_like(output)
    error = output[..., :3] - target[..., :3]
    shaping = 1 + (SHAPING_GAIN - 1) * flags[..., 1:2].astype(np.float32) * np.array([0, 1, 1], np.float32)
    gradient[..., :3] = 2 * error * shaping * WEIGHT[:3]
    probability = network.sigmoid(output[..., 3:])
    logit_error = probability - target[..., 3:]
    importance = np.ones_like(logit_error)
    importance[..., 0] += (CLOSURE_GAIN - 1) * target[..., 3] + (FALSE_CLOSURE_GAIN - 1) * flags[..., 0]
    gradient[..., 3:] = logit_error * importance * WEIGHT[3:]
    entropy = -(target[..., 3:] * np.log(probability + 1e-6) + (1 - target[..., 3:]) * np.log(1 - probability + 1e-6))
    loss = float((error**2 * shaping * WEIGHT[:3]).sum(-1).mean() + (entropy * importance * WEIGHT[3:]).sum(-1).mean())
    return loss, gradient / np.float32(output.shape[0] * output.shape[1])


class Pool:
    """All utterances of one rendition end to end, from which crops are taken."""

    def __init__(self, items) -> None:
        features, targets, flags = zip(*items)
        self.features, self.targets, self.flags = np.concatenate(features), np.concatenate(targets), np.concatenate(flags)

    def crops(self, rng: np.random.Generator):
        frames = len(self.features)
        starts = rng.permutation(np.arange(rng.integers(0, CROP), frames - CROP, CROP))
        for first in range(0, len(starts) - BATCH + 1, BATCH):
            index = starts[first : first + BATCH, None] + np.arange(CROP)
            features = self.features[index].astype(np.float32)
            # cheap variety on top of the waveform's: level and colour of every crop
            features += rng.uniform(-0.2, 0.2, (BATCH, 1, 1)).astype(np.float32)
            features += (rng.uniform(-0.25, 0.25, (BATCH, 1, 1)) * np.linspace(-1, 1, BANDS)).astype(np.float32)
            yield features, self.targets[index].astype(np.float32), self.flags[index]


def check(weights: network.Weights, items) -> str:
    """Errors on utterances that were kept out: root mean square per continuous output, closure recall and false rate."""
    squared, frames, hit, closures, false, open_frames = np.zeros(3), 0, 0, 0, 0, 0
    for features, targets, flags in items:
        output = network.forward(weights, features[None].astype(np.float32))[0]
        squared += ((output[:, :3] - targets[:, :3]) ** 2).sum(0)
        frames += len(output)
        closed = output[:, 3] > 0
        hit += int((closed & (targets[:, 3] > 0.5)).sum())
        closures += int((targets[:, 3] > 0.5).sum())
        false += int((closed & flags[:, 0]).sum())
        open_frames += int(flags[:, 0].sum())
    rms = np.sqrt(squared / frames)
    return f"rms open {rms[0]:.3f} width {rms[1]:.3f} protrusion {rms[2]:.3f}, closure recall {hit / closures:.3f}, vowels closed {false / open_frames:.4f}"


def save(path: Path, weights: network.Weights) -> None:
    """One line of JSON (dilations, names, dims), then the float32 values back to back."""
    tensors = [{"name": name, "dims": value.shape} for name, value in weights.items()]
    header = json.dumps({"dilations": network.DILATIONS, "tensors": tensors})
    path.write_bytes(header.encode() + b"\n" + b"".join(value.astype("<f4").tobytes() for value in weights.values()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--passes", type=int, default=28)
    parser.add_argument("--renditions", type=int, default=6, help="augmented versions of the corpus")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()

    began = time.time()
    rng = np.random.default_rng(arguments.seed)
    names = [path.with_suffix("") for path in sorted(arguments.corpus.glob("*.json"))]
    names = [names[index] for index in rng.permutation(len(names))]
    kept_out = int(len(names) * SHARE_FOR_CHECKING)
    checking, training = names[:kept_out], names[kept_out:]
    voices = [read_wav(name.with_suffix(".wav")) for name in training[:240]]
    third = len(voices) // 6
    layers = [np.concatenate(voices[index * third : (index + 1) * third]) for index in range(6)]
    babble = sum(layer[: min(map(len, layers))] for layer in layers)

    unheard = list(versions(arguments.corpus, rng, babble, checking, clean=True))
    pools = [Pool(versions(arguments.corpus, rng, babble, training, clean=False)) for _ in range(arguments.renditions)]
    frames = len(pools[0].features)
    print(f"{frames / 6000:.0f} minutes of speech, {arguments.renditions} renditions, {time.time() - began:.0f} s", flush=True)

    weights = network.initial_weights(rng)
    average = {name: value.copy() for name, value in weights.items()}
    print(f"{sum(value.size for value in weights.values())} weights", flush=True)
    adam = network.Adam(weights)
    steps = arguments.passes * (frames // CROP // BATCH)
    for turn in range(arguments.passes):
        total, count = 0.0, 0
        for features, targets, flags in pools[turn % len(pools)].crops(rng):
            output, kept = network.forward(weights, features, keep=True)
            loss, gradient = loss_gradient(output, targets, flags)
            progress = min(1.0, adam.step / steps)
            rate = RATE * min(1.0, (adam.step + 1) / 100) * (0.5 + 0.5 * np.cos(np.pi * progress)) + 2e-5
            adam.update(weights, network.backward(weights, kept, gradient), rate)
            keep = min(0.998, adam.step / (adam.step + 10))
            for name, value in weights.items():
                average[name] += np.float32(1 - keep) * (value - average[name])
            total, count = total + loss, count + 1
        print(f"pass {turn}: loss {total / count:.4f}, {check(average, unheard)}, {time.time() - began:.0f} s", flush=True)
        save(arguments.weights, average)


if __name__ == "__main__":
    main()
