/** The words of a command line about pictures of another service, and about what a file tells of its making. */
import path from 'node:path';
import { MARK_LANGUAGES } from '../../../shared/contract/provenanceConstants.ts';
import type { RenderRequest } from '../../../shared/contract/render.ts';
import { usageError } from '../../../shared/errors.ts';
import { resolveFolders } from '../folders.ts';
import { choiceOption, isSet, optionalText, type OptionSpecs, type OptionValues } from './options.ts';

export const TALK_OPTIONS = {
  did: {
    type: 'string',
    value: 'JOB',
    help: 'shows the pictures that D-ID made in this job ("kotohogi did jobs"), laid out as the photo would be',
  },
} as const satisfies OptionSpecs;

export const PROVENANCE_OPTIONS = {
  provenance: {
    type: 'boolean',
    help: 'write how the file was made beside it (.provenance.json), and into a video that it is synthetic',
  },
  'c2pa-cert': {
    type: 'string',
    value: 'F.pem',
    help: 'sign the video with a C2PA manifest: the certificate, with those above it behind it',
  },
  'c2pa-key': { type: 'string', value: 'F.pem', help: 'the private key of that certificate (PKCS #8)' },
  mark: {
    type: 'string',
    value: 'L',
    help: `small words in a corner that AI made the picture, in ${MARK_LANGUAGES.join(' or ')} (none)`,
  },
} as const satisfies OptionSpecs;

/** @throws KotohogiError kind `usage`; `did-no-video`, `did-job-unknown` */
export async function talkFrom(values: OptionValues): Promise<RenderRequest['talk']> {
  const jobId = optionalText(values, 'did');
  if (jobId === undefined) return null;
  const { createDidBackend } = await import('../backends/did/index.ts');
  return createDidBackend({ home: resolveFolders().home, key: null }).talkOf(jobId);
}

/** @throws KotohogiError kind `usage` */
export function provenanceFrom(values: OptionValues): Pick<RenderRequest, 'provenance' | 'mark'> {
  const certPath = optionalText(values, 'c2pa-cert');
  const keyPath = optionalText(values, 'c2pa-key');
  if ((certPath === undefined) !== (keyPath === undefined))
    throw usageError(
      'option-missing',
      '--c2pa-cert and --c2pa-key belong together.',
      'Give both files, or neither.',
    );
  const signer =
    certPath === undefined || keyPath === undefined
      ? null
      : { certPath: path.resolve(certPath), keyPath: path.resolve(keyPath) };
  const isWanted = isSet(values, 'provenance') || signer !== null;
  return {
    provenance: isWanted ? { signer } : null,
    mark:
      optionalText(values, 'mark') === undefined
        ? null
        : choiceOption(values, 'mark', MARK_LANGUAGES, MARK_LANGUAGES[0]),
  };
}
