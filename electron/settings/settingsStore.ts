import path from 'node:path';
import { DEFAULT_SETTINGS, settingsSchema, type Settings } from '../../shared/contract/settings.ts';
import { readJsonFile, writeJsonFile } from './jsonFile.ts';

/** The person's choices, kept in `settings.json` of the home folder. */
export class SettingsStore {
  readonly #filePath: string;
  #current: Settings;
  #writing: Promise<void> = Promise.resolve();

  private constructor(filePath: string, current: Settings) {
    this.#filePath = filePath;
    this.#current = current;
  }

  static async load(home: string): Promise<SettingsStore> {
    const filePath = path.join(home, 'settings.json');
    return new SettingsStore(filePath, (await readJsonFile(filePath, settingsSchema)) ?? DEFAULT_SETTINGS);
  }

  get current(): Settings {
    return this.#current;
  }

  /** Resolves when the choices are on disk. Writes follow each other in the order of the calls. */
  save(settings: Settings): Promise<void> {
    this.#current = settings;
    this.#writing = this.#writing.catch(() => undefined).then(() => writeJsonFile(this.#filePath, settings));
    return this.#writing;
  }
}
