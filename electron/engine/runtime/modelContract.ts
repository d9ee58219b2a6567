/**
 * Which tensors a model of each family has. Checked from the file itself before anything is loaded, so that a wrong
 * file is refused by name and never run. What exports are known to differ in is left open: names where the family does
 * not fix them, the batch, free sizes, half floats.
 */
import type { OnnxFamily } from '../../../shared/contract/models.ts';
import { inputError, type KotohogiError } from '../../../shared/errors.ts';
import { classNames } from './modelContractNotes.ts';
import type { OnnxFile, OnnxValue } from './onnxFile/types.ts';

/**
 * A size: exactly a number; `'name'` for one that may be anything, also free, but the same wherever the name stands;
 * or a number that some exporters leave free.
 */
type DimRule = number | string | { readonly orFree: number };

interface TensorRule {
  /** Where the family fixes it. */
  readonly name?: string;
  readonly types: readonly string[];
  readonly dims: readonly DimRule[];
}

interface Contract {
  /** Completes "is not ...". */
  readonly what: string;
  readonly inputs: readonly TensorRule[];
  /** What the decoder reads; several: one of these shapes (unnamed families), or all of them (named ones). */
  readonly outputs: readonly TensorRule[];
  /** The output that an unnamed family's decoder reads. */
  output?(file: OnnxFile): OnnxValue | undefined;
  /** What shapes cannot say. @returns what is wrong, or null */
  further?(file: OnnxFile, sizes: ReadonlyMap<string, number>): string | null;
}

/** One picture at a time; exporters often leave the batch free. */
const ONE: DimRule = { orFree: 1 };
const FLOAT = ['float32'] as const;
const FLOAT_OR_HALF = ['float32', 'float16'] as const;

const onlyOutput = ({ outputs }: OnnxFile): OnnxValue | undefined =>
  outputs.length === 1 ? outputs[0] : undefined;

/** Of an export with intermediate maps, the final one: by its name, else the last. */
export const biRefNetOutput = ({ outputs }: Pick<OnnxFile, 'outputs'>): OnnxValue | undefined =>
  outputs.find(({ name }) => name === 'output_image') ?? outputs.at(-1);

const YOLOX_STRIDES = [8, 16, 32] as const;
/** YOLOX and NanoDet as published know the 80 classes of COCO. */
const COCO_CLASSES = 80;
/** Before the classes: centre and size. YOLOX has the objectness as well. */
const BOX_VALUES = 4;

const nanodetOutputs = (): TensorRule[] => {
  const cells = [2704, 676, 169];
  return [COCO_CLASSES, 44].flatMap((values, group) =>
    cells.map((count, scale) => ({
      name: group + scale === 0 ? 'Identity' : `Identity_${3 * group + scale}`,
      types: FLOAT,
      dims: ['batch', count, values],
    })),
  );
};

function contractOf(family: OnnxFamily, file: OnnxFile): Contract {
  switch (family) {
    case 'blazeface':
      return {
        what: 'the BlazeFace detector (back camera)',
        inputs: [{ name: 'input:0', types: FLOAT, dims: [1, 256, 256, 3] }],
        outputs: [
          { name: 'Identity:0', types: FLOAT, dims: [1, 512, 1] },
          { name: 'Identity_1:0', types: FLOAT, dims: [1, 384, 1] },
          { name: 'Identity_2:0', types: FLOAT, dims: [1, 512, 16] },
          { name: 'Identity_3:0', types: FLOAT, dims: [1, 384, 16] },
        ],
      };
    case 'facemesh':
      return {
        what: 'the FaceMesh network',
        inputs: [{ name: 'input_1', types: FLOAT, dims: ['batch', 192, 192, 3] }],
        outputs: [
          { name: 'Identity', types: FLOAT, dims: ['batch', 266] },
          { name: 'Identity_1', types: FLOAT, dims: ['batch', 1] },
          { name: 'Identity_2', types: FLOAT, dims: ['batch', 1404] },
        ],
      };
    case 'selfie':
      return {
        what: 'the Selfie Segmentation network',
        inputs: [{ name: 'input_1', types: FLOAT, dims: ['batch', 256, 256, 3] }],
        outputs: [{ name: 'activation_10', types: FLOAT, dims: ['batch', 256, 256, 1] }],
      };
    case 'nanodet':
      return {
        what: 'the NanoDet-g detector',
        inputs: [{ name: 'input_1', types: FLOAT, dims: ['batch', 3, 416, 416] }],
        outputs: nanodetOutputs(),
      };
    case 'mouth':
      return {
        what: 'the mouth network of the studio',
        inputs: [{ name: 'mel', types: FLOAT, dims: [1, 'frames', 80] }],
        outputs: ['open', 'width', 'protrusion', 'closure', 'teeth'].map((name) => ({
          name,
          types: FLOAT,
          dims: [1, 'frames'],
        })),
      };
    case 'yolox':
      return {
        what: 'a YOLOX detector',
        inputs: [{ types: FLOAT, dims: [ONE, 3, 'height', 'width'] }],
        // Without the class count there is nothing left that tells it from other detectors.
        outputs: [{ types: FLOAT, dims: [ONE, 'boxes', BOX_VALUES + 1 + COCO_CLASSES] }],
        output: onlyOutput,
        further: (_file, sizes) => yoloxGridProblem(sizes),
      };
    case 'ultralytics':
      return {
        what: 'an Ultralytics detector',
        inputs: [{ types: FLOAT_OR_HALF, dims: [ONE, 3, 'height', 'width'] }],
        outputs: [
          {
            types: FLOAT_OR_HALF,
            dims: [ONE, { orFree: BOX_VALUES + (classNames(file.metadata).size || COCO_CLASSES) }, 'boxes'],
          },
          { types: FLOAT_OR_HALF, dims: [ONE, 'boxes', { orFree: 6 }] },
        ],
        output: onlyOutput,
        further: ultralyticsProblem,
      };
    case 'birefnet':
      return {
        what: 'a BiRefNet matting network',
        inputs: [{ types: FLOAT_OR_HALF, dims: [ONE, 3, 'height', 'width'] }],
        outputs: [{ types: FLOAT_OR_HALF, dims: [ONE, { orFree: 1 }, 'height', 'width'] }],
        output: biRefNetOutput,
        further: (_file, sizes) => multipleOf32Problem(sizes),
      };
    case 'wav2lip':
      return {
        what: 'a Wav2Lip network',
        inputs: [
          { types: FLOAT, dims: ['batch', 1, 80, 16] },
          { types: FLOAT, dims: ['batch', 6, 96, 96] },
        ],
        outputs: [{ types: FLOAT, dims: ['batch', { orFree: 3 }, { orFree: 96 }, { orFree: 96 }] }],
        output: ({ outputs }) => outputs[0],
      };
    case 'kokoro':
      return {
        what: 'a Kokoro speech network',
        inputs: [
          { types: ['int64'], dims: [ONE, 'tokens'] },
          { name: 'style', types: FLOAT, dims: [ONE, 256] },
          { name: 'speed', types: FLOAT, dims: [ONE] },
        ],
        outputs: [
          { types: FLOAT, dims: ['samples'] },
          { types: FLOAT, dims: [ONE, 'samples'] },
        ],
        output: kokoroWaveform,
        further: (file) => fixedSoundProblem(kokoroWaveform(file)),
      };
    case 'openvoice-encoder':
      return {
        what: 'the reference encoder of OpenVoice V2',
        inputs: [
          { types: FLOAT_OR_HALF, dims: [ONE, file.inputs[0]?.dims[1] === 513 ? 513 : 'frames', 'bins'] },
        ],
        outputs: [
          { types: FLOAT_OR_HALF, dims: [ONE, { orFree: 256 }] },
          { types: FLOAT_OR_HALF, dims: [ONE, { orFree: 256 }, ONE] },
        ],
        output: ({ outputs }) => outputs[0],
        further: ({ inputs: [spectrogram] }) =>
          spectrogram.dims.includes(513) ? null : 'a spectrogram of another size than 513',
      };
    case 'openvoice-converter': {
      const embedding: TensorRule = { types: FLOAT_OR_HALF, dims: [ONE, 256, ONE] };
      const hasTau = file.inputs.length === 5;
      return {
        what: 'the tone colour converter of OpenVoice V2',
        inputs: [
          { types: FLOAT_OR_HALF, dims: [ONE, 513, 'frames'] },
          { types: ['int64', 'int32'], dims: [ONE] },
          embedding,
          embedding,
          ...(hasTau ? [{ types: FLOAT_OR_HALF, dims: file.inputs.some(isScalarFloat) ? [] : [ONE] }] : []),
        ],
        outputs: [{ types: FLOAT_OR_HALF, dims: [ONE, ONE, 'samples'] }],
        output: ({ outputs }) => outputs[0],
      };
    }
    case 'piper': {
      const speaker = { name: 'sid', types: ['int64'], dims: ['batch'] };
      return {
        what: 'a Piper voice',
        inputs: [
          { name: 'input', types: ['int64'], dims: [ONE, 'phonemes'] },
          { name: 'input_lengths', types: ['int64'], dims: [ONE] },
          { name: 'scales', types: FLOAT, dims: [3] },
          ...(file.inputs.some(({ name }) => name === 'sid') ? [speaker] : []),
        ],
        outputs: [
          { types: FLOAT, dims: [ONE, ONE, 'samples'] },
          { types: FLOAT, dims: [ONE, ONE, ONE, 'samples'] },
        ],
        output: ({ outputs }) => outputs[0],
        further: ({ outputs }) => fixedSoundProblem(outputs[0]),
      };
    }
  }
}

const isScalarFloat = ({ type, dims, hasShape }: OnnxValue): boolean =>
  hasShape && dims.length === 0 && type.startsWith('float');

const DURATIONS = /dur/i;

/** Of Kokoro's outputs the one with how long each token lasts; undefined in exports that tell no times. */
export const kokoroDurations = <Output extends { readonly name: string }>({
  outputs,
}: {
  readonly outputs: readonly Output[];
}): Output | undefined => (outputs.length > 1 ? outputs.find(({ name }) => DURATIONS.test(name)) : undefined);

/** The other one: the sound. */
export const kokoroWaveform = <Output extends { readonly name: string }>(file: {
  readonly outputs: readonly Output[];
}): Output | undefined => file.outputs.find((output) => output !== kokoroDurations(file));

/** A network that always speaks equally long speaks no text. */
function fixedSoundProblem(output: OnnxValue | undefined): string | null {
  const samples = output?.dims.at(-1);
  return typeof samples === 'number' ? `a sound of always ${samples} samples` : null;
}

function multipleOf32Problem(sizes: ReadonlyMap<string, number>): string | null {
  for (const side of ['height', 'width']) {
    const size = sizes.get(side) ?? 32;
    if (size < 32 || size % 32 !== 0) return `a ${side} of ${size}, which is not a multiple of 32`;
  }
  return null;
}

/** Where picture and boxes are fixed, there is one box per cell of the three grids. */
function yoloxGridProblem(sizes: ReadonlyMap<string, number>): string | null {
  const height = sizes.get('height');
  const width = sizes.get('width');
  const boxes = sizes.get('boxes');
  if (height === undefined || width === undefined) return null;
  const sideProblem = multipleOf32Problem(sizes);
  if (sideProblem) return sideProblem;
  const cells = YOLOX_STRIDES.reduce((sum, stride) => sum + (height / stride) * (width / stride), 0);
  return boxes === undefined || boxes === cells
    ? null
    : `${boxes} boxes where a picture of ${width}x${height} has ${cells}`;
}

/** Every export writes down its task and its classes; without them nobody knows what it finds. */
function ultralyticsProblem({ metadata }: OnnxFile, sizes: ReadonlyMap<string, number>): string | null {
  const task = metadata['task'];
  if (task !== undefined && task !== 'detect') return `a network for the task "${task}", not "detect"`;
  const names = classNames(metadata);
  if (names.size === 0) return 'no class names in its notes, which every Ultralytics export has';
  if (![...names.values()].some((name) => name.toLowerCase() === 'person'))
    return 'no class "person" among its classes';
  return multipleOf32Problem(sizes);
}

const ruleText = ({ name, types, dims }: TensorRule): string => {
  const sizes = dims.map((dim) => (typeof dim === 'object' ? dim.orFree : dim));
  return `${name === undefined ? '' : `"${name}" `}${types.join(' or ')} [${sizes.join(',')}]`;
};

const valueText = ({ name, type, dims, hasShape }: OnnxValue): string =>
  `"${name}" ${type} ${hasShape ? `[${dims.map((dim) => (dim === '' ? '?' : dim)).join(',')}]` : 'of open shape'}`;

/** As many tensors of a stranger's file as a sentence can hold. */
const MAX_LISTED = 6;
const listText = (values: readonly OnnxValue[]): string => {
  const more = values.length > MAX_LISTED ? ` and ${values.length - MAX_LISTED} more` : '';
  return `${values.slice(0, MAX_LISTED).map(valueText).join(', ') || 'none'}${more}`;
};

function dimMatches(rule: DimRule, found: number | string, sizes: Map<string, number>): boolean {
  if (typeof rule === 'number') return found === rule;
  if (typeof found === 'string') return true;
  if (typeof rule === 'object') return found === rule.orFree;
  const known = sizes.get(rule);
  if (known !== undefined) return known === found;
  sizes.set(rule, found);
  return found >= 1;
}

/** @param sizes the sizes that earlier tensors fixed; what this one fixes is added where it matches */
function tensorMatches(
  rule: TensorRule,
  value: OnnxValue,
  sizes: Map<string, number>,
  shapeMayBeOpen: boolean,
): boolean {
  if (!rule.types.includes(value.type)) return false;
  if (!value.hasShape) return shapeMayBeOpen;
  if (value.dims.length !== rule.dims.length) return false;
  const tried = new Map(sizes);
  if (!rule.dims.every((dim, index) => dimMatches(dim, value.dims[index], tried))) return false;
  for (const [label, size] of tried) sizes.set(label, size);
  return true;
}

/** Each rule finds a tensor of its own: by name where the family fixes names, by shape where it does not. */
function allMatch(
  rules: readonly TensorRule[],
  values: readonly OnnxValue[],
  sizes: Map<string, number>,
): boolean {
  if (rules.length !== values.length) return false;
  return rules.every((rule) => {
    const candidates = values.filter(({ name }) => rule.name === undefined || rule.name === name);
    return candidates.some((value) => tensorMatches(rule, value, sizes, false));
  });
}

function outputsMatch(contract: Contract, file: OnnxFile, sizes: Map<string, number>): boolean {
  if (!contract.output) return allMatch(contract.outputs, file.outputs, sizes);
  const value = contract.output(file);
  return value !== undefined && contract.outputs.some((rule) => tensorMatches(rule, value, sizes, true));
}

/** What a file should be and what it is, each as part of a sentence. */
export interface ContractBreach {
  readonly expected: string;
  readonly found: string;
}

/** Compares a file with the contract of a family; null when it keeps it. */
export function contractBreach(
  family: OnnxFamily,
  file: OnnxFile,
): (ContractBreach & { readonly what: string }) | null {
  const contract = contractOf(family, file);
  const sizes = new Map<string, number>();
  const joined = contract.output ? ' or ' : ', ';
  const expected = `inputs ${contract.inputs.map(ruleText).join(', ')}; outputs ${contract.outputs.map(ruleText).join(joined)}`;
  const shapesFit = allMatch(contract.inputs, file.inputs, sizes) && outputsMatch(contract, file, sizes);
  const problem = shapesFit ? (contract.further?.(file, sizes) ?? null) : null;
  if (shapesFit && problem === null) return null;
  return {
    what: contract.what,
    expected,
    found: problem ?? `inputs ${listText(file.inputs)}; outputs ${listText(file.outputs)}`,
  };
}

/**
 * Refuses a file that is not what its family demands.
 * @param path for the sentence
 * @throws KotohogiError kind `input`: `model-contract` with what was expected and what was found; `model-file` when its
 *   weights lie in other files
 */
export function checkContract(family: OnnxFamily, file: OnnxFile, path: string): void {
  const breach = contractBreach(family, file);
  if (breach) throw contractError(path, breach);
  if (file.externalData.length > 0)
    throw inputError(
      'model-file',
      `The file ${path} is not usable as a model: its weights lie in other files (${file.externalData.slice(0, 3).join(', ')}).`,
      'Export or download it as one file that holds its weights.',
    );
}

const contractError = (
  path: string,
  { what, expected, found }: ContractBreach & { readonly what: string },
): KotohogiError =>
  inputError(
    'model-contract',
    `The file ${path} is not ${what}. Expected: ${expected}. Found: ${found}.`,
    'Choose the file that belongs to this entry of the catalogue, or the entry that belongs to this file.',
  );
