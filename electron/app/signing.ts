import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Signer } from '../../shared/contract/provenance.ts';

/** Where the certificate of this computer lies: two files that the person puts into their home folder of the program. */
export const signingFiles = (home: string): Signer => ({
  certPath: path.join(home, 'signing', 'certificate.pem'),
  keyPath: path.join(home, 'signing', 'key.pem'),
});

/** The certificate that videos are signed with; null where there is none. */
export async function findSigner(home: string): Promise<Signer | null> {
  const files = signingFiles(home);
  return access(files.certPath).then(
    () => files,
    () => null,
  );
}
