import { describe, expect, it } from 'vitest';
import { KotohogiError, missingError } from '../../shared/errors.ts';
import { chooseLipSync } from './lipSync.ts';
import { fakeModelStore } from './runtime/fakeModels.ts';
import type { ModelStore } from './runtime/modelStore.ts';

const network = fakeModelStore({ wav2lip: { run: () => ({}), card: { role: 'lipsync' } } });
const without = (code: string): ModelStore => ({
  ...network,
  choose: () => Promise.reject(missingError(code, 'There is none.', 'Install one.')),
});
const choose = async (lipsync: 'auto' | 'builtin' | 'wav2lip', lipsyncModel: string, models: ModelStore) => {
  try {
    return (await chooseLipSync({ lipsync, lipsyncModel }, models)).kind;
  } catch (thrown) {
    if (thrown instanceof KotohogiError) return thrown.code;
    throw thrown;
  }
};

describe('chooseLipSync', () => {
  it('takes the network that is there, unless told otherwise', async () => {
    expect(await choose('auto', 'auto', network)).toBe('network');
    expect(await choose('wav2lip', 'wav2lip', network)).toBe('network');
    expect(await choose('builtin', 'auto', network)).toBe('builtin');
  });

  it.each(['model-not-installed', 'model-damaged'])(
    '%s: the built-in engine, where that is left open',
    async (code) => {
      expect(await choose('auto', 'auto', without(code))).toBe('builtin');
      expect(await choose('wav2lip', 'auto', without(code))).toBe(code);
      expect(await choose('auto', 'wav2lip', without(code))).toBe(code);
    },
  );

  it('hides no other failure', async () => {
    expect(await choose('auto', 'auto', without('model-busy'))).toBe('model-busy');
  });
});
