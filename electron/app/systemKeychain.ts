import { safeStorage } from 'electron';
import type { Keychain } from '../settings/didKeyStore.ts';

/** Without a keyring Electron on Linux would encrypt with a password that is the same everywhere: that is none. */
const isReal = (): boolean =>
  process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';

/** The keychain of the system; to be asked when the app is ready. */
export const systemKeychain: Keychain = {
  isAvailable: () => safeStorage.isEncryptionAvailable() && isReal(),
  encrypt: (text) => safeStorage.encryptString(text),
  decrypt: (bytes) => safeStorage.decryptString(bytes),
};
