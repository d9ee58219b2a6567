"""A small temporal convolution network with its own gradients.

80 log-mel bands -> 1x1 to WIDTH -> residual blocks (kernel 3, growing dilation) -> 1x1 hidden -> five outputs.
It sees 0.64 s either side of a frame. Outputs: open, width, protrusion as they are; closure, teeth as logits.
"""

import numpy as np

from articulation import CHANNELS
from frontend import BANDS

WIDTH = 96
HIDDEN = 64
DILATIONS = (1, 2, 4, 8, 16, 32, 1)
#: Frames on either side that an output depends on.
REACH = sum(DILATIONS)

Weights = dict[str, np.ndarray]


def initial_weights(rng: np.random.Generator) -> Weights:
    def layer(rows: int, columns: int, gain: float) -> np.ndarray:
        return (rng.standard_normal((rows, columns)) * gain * np.sqrt(2 / rows)).astype(np.float32)

    weights: Weights = {"in.w": layer(BANDS, WIDTH, 0.5), "in.b": np.zeros(WIDTH, np.float32)}
    for block in range(len(DILATIONS)):
        weights[f"block{block}.w"] = layer(3 * WIDTH, WIDTH, 0.6)
        weights[f"block{block}.b"] = np.zeros(WIDTH, np.float32)
    weights |= {"hidden.w": layer(WIDTH, HIDDEN, 1.0), "hidden.b": np.zeros(HIDDEN, np.float32)}
    weights |= {"out.w": layer(HIDDEN, len(CHANNELS), 0.5), "out.b": np.zeros(len(CHANNELS), np.float32)}
    return weights


def _neighbours(x: np.ndarray, dilation: int) -> np.ndarray:
    """[batch, time, 3 * channels]: the frame `dilation` before, the frame, the frame `dilation` after; zeros outside."""
    batch, time, channels = x.shape
    stacked = np.zeros((batch, time, 3 * channels), np.float32)
    stacked[:, dilation:, :channels] = x[:, :-dilation]
    stacked[:, :, channels : 2 * channels] = x
    stacked[:, :-dilation, 2 * channels :] = x[:, dilation:]
    return stacked


def _scatter(gradient: np.ndarray, dilation: int) -> np.ndarray:
    """The transpose of `_neighbours`."""
    channels = gradient.shape[2] // 3
    result = gradient[:, :, channels : 2 * channels].copy()
    result[:, :-dilation] += gradient[:, dilation:, :channels]
    result[:, dilation:] += gradient[:, :-dilation, 2 * channels :]
    return result


def forward(weights: Weights, x: np.ndarray, keep: bool = False):
    """x [batch, time, BANDS] -> outputs [batch, time, 5]; with `keep` also what `backward` needs."""
    kept = {"x": x}
    state = np.maximum(x @ weights["in.w"] + weights["in.b"], 0)
    kept["in"] = state
    for block, dilation in enumerate(DILATIONS):
        around = _neighbours(state, dilation)
        change = np.maximum(around @ weights[f"block{block}.w"] + weights[f"block{block}.b"], 0)
        if keep:
            kept[f"around{block}"], kept[f"change{block}"] = around, change
        state = state + change
    hidden = np.maximum(state @ weights["hidden.w"] + weights["hidden.b"], 0)
    kept["state"], kept["hidden"] = state, hidden
    output = hidden @ weights["out.w"] + weights["out.b"]
    return (output, kept) if keep else output


def backward(weights: Weights, kept: dict, output_gradient: np.ndarray) -> Weights:
    gradients: Weights = {}

    def dense(name: str, inputs: np.ndarray, gradient: np.ndarray) -> np.ndarray:
        flat_gradient = gradient.reshape(-1, gradient.shape[-1])
        gradients[f"{name}.w"] = inputs.reshape(-1, inputs.shape[-1]).T @ flat_gradient
        gradients[f"{name}.b"] = flat_gradient.sum(0)
        return gradient @ weights[f"{name}.w"].T

    hidden = dense("out", kept["hidden"], output_gradient) * (kept["hidden"] > 0)
    state = dense("hidden", kept["state"], hidden)
    for block in reversed(range(len(DILATIONS))):
        change = state * (kept[f"change{block}"] > 0)
        state = state + _scatter(dense(f"block{block}", kept[f"around{block}"], change), DILATIONS[block])
    dense("in", kept["x"], state * (kept["in"] > 0))
    return gradients


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(x, -30, 30)))


class Adam:
    def __init__(self, weights: Weights) -> None:
        self.first = {name: np.zeros_like(value) for name, value in weights.items()}
        self.second = {name: np.zeros_like(value) for name, value in weights.items()}
        self.step = 0

    def update(self, weights: Weights, gradients: Weights, rate: float) -> None:
        self.step += 1
        norm = np.sqrt(sum(float((gradient**2).sum()) for gradient in gradients.values()))
        scale = min(1.0, 1.0 / (norm + 1e-9))
        for name, gradient in gradients.items():
            gradient = gradient * scale
            self.first[name] = 0.9 * self.first[name] + 0.1 * gradient
            self.second[name] = 0.999 * self.second[name] + 0.001 * gradient**2
            mean = self.first[name] / (1 - 0.9**self.step)
            deviation = np.sqrt(self.second[name] / (1 - 0.999**self.step)) + 1e-8
            weights[name] -= np.float32(rate) * (mean / deviation)
