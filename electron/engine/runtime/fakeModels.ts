/** For tests: a model store whose networks are functions. */
import type { ModelCard } from '../../../shared/contract/models.ts';
import type { ModelStore } from './modelStore.ts';
import type { OnnxSession, Tensor, TensorInfo } from './onnx.ts';

type Run = (inputs: Readonly<Record<string, Tensor>>) => Readonly<Record<string, Tensor>>;

export interface FakeNetwork {
  readonly run: Run;
  readonly inputs?: readonly TensorInfo[];
  readonly outputs?: readonly TensorInfo[];
  readonly card?: Partial<ModelCard>;
}

export function fakeSession({ run, inputs = [], outputs = [] }: FakeNetwork): OnnxSession {
  return {
    inputNames: inputs.map(({ name }) => name),
    outputNames: outputs.map(({ name }) => name),
    inputs,
    outputs,
    device: 'cpu',
    run: (feeds) => Promise.resolve(run(feeds)),
    release: () => Promise.resolve(),
  };
}

const fakeCard = (id: string, { card }: FakeNetwork): ModelCard => ({
  id,
  role: 'matte',
  family: 'selfie',
  file: '',
  bytes: 0,
  sha256: '',
  maker: '',
  year: 2020,
  licence: '',
  source: '',
  inputs: {},
  outputs: {},
  ...card,
});

/** @param networks by id; the first of a role is what `auto` chooses */
export function fakeModelStore(networks: Readonly<Record<string, FakeNetwork>>): ModelStore {
  const find = (id: string): FakeNetwork => {
    const network = networks[id];
    if (!network) throw new Error(`The test has no network "${id}".`);
    return network;
  };
  const cards = Object.entries(networks).map(([id, network]) => fakeCard(id, network));
  return {
    file: (id) => Promise.resolve({ card: fakeCard(id, find(id)), path: '' }),
    open: (id) => Promise.resolve({ card: fakeCard(id, find(id)), path: '', session: fakeSession(find(id)) }),
    choose(role, choice) {
      const card = cards.find((one) => one.role === role && (choice === 'auto' || one.id === choice));
      return card ? Promise.resolve(card) : Promise.reject(new Error(`The test has no ${role}.`));
    },
    cards: () => Promise.resolve(cards),
    close: () => Promise.resolve(),
  };
}
