/** Which tensor of an export is what: names and order differ, shapes hardly do. */
import type { ModelFile } from '../../../runtime/modelStore.ts';
import type { OnnxSession, Tensor, TensorInfo } from '../../../runtime/onnx.ts';
import { floatsToHalves, halfToFloat } from '../../../runtime/halfFloat.ts';
import { missingError } from '../../../../../shared/errors.ts';
import { BINS } from './spectrogram.ts';

/** Values of an embedding: the colour of a voice. */
export const EMBEDDING = 256;

type SpectrogramLayout = 'frames-first' | 'bins-first';

export interface EncoderPorts {
  readonly input: TensorInfo;
  readonly layout: SpectrogramLayout;
  readonly output: string;
}

export interface ConverterPorts {
  readonly spectrogram: TensorInfo;
  readonly layout: SpectrogramLayout;
  readonly length: TensorInfo;
  readonly source: TensorInfo;
  readonly target: TensorInfo;
  /** null in exports that have it built in. */
  readonly tau: TensorInfo | null;
  readonly output: string;
  /** Frames that every run has; null: as many as there are. */
  readonly fixedFrames: number | null;
}

const isFloat = ({ type }: TensorInfo): boolean => type === 'float32' || type === 'float16';
const isWhole = ({ type }: TensorInfo): boolean => type === 'int64' || type === 'int32';
const isSpectrogram = (tensor: TensorInfo): boolean =>
  isFloat(tensor) && tensor.dims.length === 3 && tensor.dims.includes(BINS);
const layoutOf = ({ dims }: TensorInfo): SpectrogramLayout =>
  dims[1] === BINS ? 'bins-first' : 'frames-first';

function unknownPorts({ path }: Pick<ModelFile, 'path'>, what: string): Error {
  return missingError(
    'conversion-tensors',
    `The model file ${path} has no ${what} that can be told from its others.`,
    'Import another export of the OpenVoice V2 tone colour converter.',
  );
}

/** @throws KotohogiError `conversion-tensors` */
export function encoderPorts({ inputs, outputs }: OnnxSession, file: Pick<ModelFile, 'path'>): EncoderPorts {
  const input =
    inputs.find(isSpectrogram) ?? inputs.find((tensor) => isFloat(tensor) && tensor.dims.length === 3);
  const output = outputs.find(isFloat);
  if (!input || !output) throw unknownPorts(file, 'spectrogram');
  return { input, layout: layoutOf(input), output: output.name };
}

const SOURCE = /src|source|from|in_?g/i;
const TARGET = /tgt|trg|dst|dest|target|to/i;

/** Which of two embeddings is the voice as it is, and which the one to become; by name, else by their order. */
function sourceFirst([first, second]: readonly TensorInfo[]): readonly [TensorInfo, TensorInfo] {
  const isSwapped = TARGET.test(first.name) && !SOURCE.test(first.name) && !TARGET.test(second.name);
  const isNamedSwapped = SOURCE.test(second.name) && !SOURCE.test(first.name);
  return isSwapped || isNamedSwapped ? [second, first] : [first, second];
}

/** @throws KotohogiError `conversion-tensors` */
export function converterPorts(
  { inputs, outputs }: OnnxSession,
  file: Pick<ModelFile, 'path'>,
): ConverterPorts {
  const spectrogram = inputs.find(isSpectrogram);
  const length = inputs.find(isWhole);
  const embeddings = inputs.filter(
    (tensor) => isFloat(tensor) && tensor !== spectrogram && tensor.dims.length >= 2,
  );
  const tau = inputs.find((tensor) => isFloat(tensor) && tensor.dims.length <= 1) ?? null;
  const output = outputs.find(isFloat);
  if (!spectrogram || !output) throw unknownPorts(file, 'spectrogram');
  if (!length) throw unknownPorts(file, 'length');
  if (embeddings.length !== 2) throw unknownPorts(file, 'pair of embeddings');
  const [source, target] = sourceFirst(embeddings);
  const layout = layoutOf(spectrogram);
  const frames = spectrogram.dims[layout === 'bins-first' ? 2 : 1];
  const fixedFrames = typeof frames === 'number' && frames > 0 ? frames : null;
  return { spectrogram, layout, length, source, target, tau, output: output.name, fixedFrames };
}

/** Floats as the tensor wants them. */
export const floatsFor = ({ type }: TensorInfo, dims: readonly number[], data: Float32Array): Tensor =>
  type === 'float16' ? { dims, data: floatsToHalves(data) } : { dims, data };

export const wholeFor = ({ type, dims }: TensorInfo, value: number): Tensor => ({
  dims: dims.length === 0 ? [] : [1],
  data: type === 'int32' ? Int32Array.of(value) : BigInt64Array.of(BigInt(value)),
});

/** An embedding in the shape that the tensor has. */
export const embeddingFor = (tensor: TensorInfo, embedding: Float32Array): Tensor =>
  floatsFor(tensor, tensor.dims.length === 2 ? [1, EMBEDDING] : [1, EMBEDDING, 1], embedding);

/** @param data magnitude of bin b in frame t at t * BINS + b */
export function spectrogramFor(
  tensor: TensorInfo,
  layout: SpectrogramLayout,
  frames: number,
  data: Float32Array,
): Tensor {
  if (layout === 'frames-first') return floatsFor(tensor, [1, frames, BINS], data);
  const turned = new Float32Array(data.length);
  for (let t = 0; t < frames; t++) for (let b = 0; b < BINS; b++) turned[b * frames + t] = data[t * BINS + b];
  return floatsFor(tensor, [1, BINS, frames], turned);
}

/** @throws Error when the network has no such output */
export function floatsOf(outputs: Readonly<Record<string, Tensor>>, name: string): Float32Array {
  const data = outputs[name]?.data;
  if (data instanceof Float32Array) return data;
  if (data instanceof Uint16Array) return Float32Array.from(data, halfToFloat);
  throw new Error(`The network has no float output "${name}".`);
}
