import { app } from 'electron';
import type { AppDescription, NativeWords } from '../../../shared/contract/app.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import type { CallHandlers } from '../register.ts';

export interface AppParts {
  readonly settings: SettingsStore;
  readonly applySettings: (settings: Settings) => void;
  readonly useWords: (words: NativeWords) => void;
}

const platformName = (): AppDescription['platform'] => {
  if (process.platform === 'darwin') return 'mac';
  return process.platform === 'win32' ? 'windows' : 'linux';
};

export function appHandlers(
  parts: AppParts,
): Pick<CallHandlers, 'describeApp' | 'useWords' | 'saveSettings'> {
  return {
    describeApp: () => ({
      version: app.getVersion(),
      platform: platformName(),
      settings: parts.settings.current,
    }),
    useWords({ words }) {
      parts.useWords(words);
      return null;
    },
    async saveSettings(settings) {
      parts.applySettings(settings);
      await parts.settings.save(settings);
      return null;
    },
  };
}
