import type { UpdateState } from '../../shared/contract/updates.ts';
import type { FakeStudio } from './fakeStudio.ts';
import type { Studio } from './studio.ts';

type UpdateCalls = Pick<Studio, 'describeUpdate' | 'checkForUpdate' | 'downloadUpdate' | 'installUpdate'>;

/** Updates in memory: there is always one more version, and it is loaded when the gate opens. */
export function createFakeUpdates(fake: () => Pick<FakeStudio, 'emit' | 'gate'>): UpdateCalls {
  const version = '1.2.3';
  let state: UpdateState = { kind: 'idle' };
  return {
    describeUpdate: () => Promise.resolve(state),
    checkForUpdate() {
      state = { kind: 'found', version };
      return Promise.resolve(state);
    },
    async downloadUpdate() {
      fake().emit('updateChanged', { kind: 'downloading', version, fraction: 0.5 });
      await fake().gate;
      state = { kind: 'ready', version };
      return state;
    },
    installUpdate: () => Promise.resolve(null),
  };
}
