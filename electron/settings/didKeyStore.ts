import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DidKeyPlace } from '../../shared/contract/cloud.ts';

/** The system's keychain, as Electron's safeStorage offers it. */
export interface Keychain {
  isAvailable(): boolean;
  encrypt(text: string): Buffer;
  decrypt(bytes: Buffer): string;
}

const FILE = 'did-key.bin';
/** Only the user may read even what is encrypted. */
const OWNER_ONLY = 0o600;

/**
 * The D-ID key: on disk only as the keychain has encrypted it. Where the system offers no keychain the key lives in
 * memory until the program ends, and no file is written.
 */
export class DidKeyStore {
  readonly #file: string;
  readonly #keychain: Keychain;
  #key: string | null = null;
  #isStored = false;

  private constructor(home: string, keychain: Keychain) {
    this.#file = path.join(home, FILE);
    this.#keychain = keychain;
  }

  /** A key that cannot be decrypted any more (another user, a new keychain) counts as absent. */
  static async load(home: string, keychain: Keychain): Promise<DidKeyStore> {
    const store = new DidKeyStore(home, keychain);
    if (!keychain.isAvailable()) return store;
    try {
      store.#key = keychain.decrypt(await readFile(store.#file));
      store.#isStored = true;
    } catch {
      // None was stored, or it is none of ours any more.
    }
    return store;
  }

  /** For the engine's memory only: never for the page, a log or a report. */
  get key(): string | null {
    return this.#key;
  }

  get place(): DidKeyPlace {
    if (this.#key === null) return 'none';
    return this.#isStored ? 'keychain' : 'memory';
  }

  get hasKeychain(): boolean {
    return this.#keychain.isAvailable();
  }

  async save(key: string): Promise<void> {
    this.#key = key;
    this.#isStored = false;
    if (!this.#keychain.isAvailable()) return;
    await mkdir(path.dirname(this.#file), { recursive: true });
    await writeFile(this.#file, this.#keychain.encrypt(key), { mode: OWNER_ONLY });
    this.#isStored = true;
  }

  async remove(): Promise<void> {
    this.#key = null;
    this.#isStored = false;
    await rm(this.#file, { force: true });
  }
}
