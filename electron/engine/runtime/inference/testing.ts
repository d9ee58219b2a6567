/** For tests: model files, and the address of a device that fails as told. */
import type { ModelCard } from '../../../../shared/contract/models.ts';
import type { ModelFile } from '../modelStore.ts';

export const testModelFile = (id: string, path: string, card: Partial<ModelCard> = {}): ModelFile => ({
  path,
  card: {
    id,
    role: 'lipsync',
    family: 'wav2lip',
    file: path,
    bytes: 1_000,
    sha256: '0'.repeat(64),
    maker: '',
    year: 2020,
    licence: '',
    source: '',
    inputs: {},
    outputs: {},
    ...card,
  },
});

/** @param plan see faultyDevice.mjs */
export function faultyDevice(plan: Readonly<Record<string, string | number>>): string {
  const address = new URL('faultyDevice.mjs', import.meta.url);
  for (const [name, value] of Object.entries(plan)) address.searchParams.set(name, String(value));
  return address.href;
}
