/**
 * A C2PA manifest (specification 2.1) in an MP4 file: who signed it, that it is synthetic, and a hash over the whole file.
 *
 * The library makes and checks manifests; of containers with boxes it knows HEIF alone. What MP4 needs besides is here:
 * the place of the manifest is made by `mp4Boxes.ts`, which moves the tables of chunk places, and the library is told
 * that it may read MP4. Its check of a chain of certificates against a list of trusted roots does not exist: a reader
 * of the file has to do that.
 */
import { randomUUID } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { X509Certificate } from '@peculiar/x509';
import { BMFF } from '@trustnxt/c2pa-ts/asset';
import { CoseAlgorithmIdentifier, LocalSigner } from '@trustnxt/c2pa-ts/cose';
import { SuperBox } from '@trustnxt/c2pa-ts/jumbf';
import {
  ActionAssertion,
  ActionType,
  BMFFHashAssertion,
  ClaimVersion,
  DigitalSourceType,
  ManifestStore,
  type ValidationResult,
} from '@trustnxt/c2pa-ts/manifest';
import type { Signer } from '../../../shared/contract/provenance.ts';
import { inputError } from '../../../shared/errors.ts';
import { writeWhole } from '../runtime/writeWhole.ts';
import { insertBox } from './mp4Boxes.ts';

/** The whole file is held in memory, three times over. */
const MOST_BYTES = 2 ** 30;
/** Longer than any file of a certificate or a key. */
const MOST_PEM_BYTES = 256 * 1024;

const MP4_BRANDS = ['isom', 'iso2', 'mp41', 'mp42', 'avc1'];

/** The library's list of containers is private to it, and a set that can be added to. */
function allowMp4(): void {
  const { canReadBrands } = BMFF as unknown as { readonly canReadBrands: Set<string> };
  for (const brand of MP4_BRANDS) canReadBrands.add(brand);
}

/** A certificate that is ready to sign. */
export interface OpenSigner {
  /** The name in the certificate. */
  readonly name: string;
  readonly local: LocalSigner;
}

const problem = (message: string, hint: string, cause?: unknown): Error =>
  inputError('c2pa-signer', message, hint, cause);

async function pemOf(file: string, what: string): Promise<string> {
  try {
    if ((await stat(file)).size > MOST_PEM_BYTES) throw new RangeError('too large');
    return await readFile(file, 'latin1');
  } catch (cause) {
    throw problem(`The ${what} for signing, "${file}", cannot be read.`, 'Choose a PEM file.', cause);
  }
}

const pemBlocks = (text: string, label: string): Buffer[] =>
  [...text.matchAll(new RegExp(`-----BEGIN ${label}-----([\\s\\S]*?)-----END ${label}-----`, 'g'))].map(
    ([, body = '']) => Buffer.from(body.replace(/\s+/g, ''), 'base64'),
  );

/** By the key of the certificate: what signs with it. */
function algorithmOf({ publicKey }: X509Certificate): CoseAlgorithmIdentifier | null {
  const { name, namedCurve } = publicKey.algorithm as { readonly name: string; readonly namedCurve?: string };
  if (name === 'ECDSA' && namedCurve === 'P-256') return CoseAlgorithmIdentifier.ES256;
  if (name === 'ECDSA' && namedCurve === 'P-384') return CoseAlgorithmIdentifier.ES384;
  if (name === 'ECDSA' && namedCurve === 'P-521') return CoseAlgorithmIdentifier.ES512;
  if (name === 'Ed25519') return CoseAlgorithmIdentifier.Ed25519;
  if (name.startsWith('RSA')) return CoseAlgorithmIdentifier.PS256;
  return null;
}

const commonName = (certificate: X509Certificate): string =>
  certificate.subjectName.getField('CN')[0] ?? certificate.subject;

/**
 * Reads a certificate, what stands above it in the same file, and its key, and tries them.
 * @throws KotohogiError kind `input` `c2pa-signer`: not there, no PEM, not of each other, expired, not for signing
 */
export async function openSigner({ certPath, keyPath }: Signer, now = new Date()): Promise<OpenSigner> {
  const certificates: X509Certificate[] = [];
  try {
    for (const block of pemBlocks(await pemOf(certPath, 'certificate'), 'CERTIFICATE'))
      certificates.push(new X509Certificate(new Uint8Array(block)));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'c2pa-signer') throw cause;
    throw problem(`The certificate "${certPath}" is damaged.`, 'Export it again as PEM.', cause);
  }
  const [certificate, ...above] = certificates;
  if (!certificate)
    throw problem(
      `There is no certificate in "${certPath}".`,
      'Choose a PEM file that begins with -----BEGIN CERTIFICATE-----.',
    );
  if (now < certificate.notBefore || now > certificate.notAfter)
    throw problem(
      `The certificate "${certPath}" holds from ${certificate.notBefore.toISOString().slice(0, 10)} to ${certificate.notAfter.toISOString().slice(0, 10)}.`,
      'Choose one that holds today.',
    );
  const [key] = pemBlocks(await pemOf(keyPath, 'key'), 'PRIVATE KEY');
  if (!key)
    throw problem(
      `There is no private key in "${keyPath}".`,
      'Choose an unencrypted PKCS #8 key in PEM: it begins with -----BEGIN PRIVATE KEY-----.',
    );
  const algorithm = algorithmOf(certificate);
  if (algorithm === null)
    throw problem(
      `The key of the certificate "${certPath}" is of a kind that C2PA does not use.`,
      'Choose one with ECDSA (P-256, P-384, P-521), RSA or Ed25519.',
    );
  // The one at the top is for readers to know and to trust; it does not travel.
  const chain = above.filter(({ subject, issuer }) => subject !== issuer);
  const local = new LocalSigner(new Uint8Array(key), algorithm, certificate, chain);
  const mp4 = testFile();
  const tried = await sign(mp4, { name: commonName(certificate), local }, 'trial').then(
    checkManifest,
    (cause: unknown) => ({ isValid: false, problems: [String(cause)] }),
  );
  if (!tried.isValid)
    throw problem(
      `"${certPath}" and "${keyPath}" cannot sign a C2PA manifest (${tried.problems.join(', ')}).`,
      'The key has to be that of the certificate; the certificate is for signing (digital signature; e-mail protection or document signing), is not its own issuer and is no authority.',
    );
  return { name: commonName(certificate), local };
}

/** The smallest file that can be signed. */
function testFile(): Buffer {
  const box = (type: string, content: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + content.length);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, content]);
  };
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\0\0isom', 'latin1')),
    box('moov', box('udta', Buffer.alloc(0))),
    box('mdat', Buffer.from('media')),
  ]);
}

/** A box of the manifest's kind with room for it. */
function emptyManifestBox(contentBytes: number): Buffer {
  // Type, usage `manifest`, and the place of the first Merkle box, of which there is none.
  const userType = Buffer.from(BMFF.c2paBoxUserType);
  const head = Buffer.concat([
    Buffer.alloc(8),
    userType,
    Buffer.alloc(4),
    Buffer.from('manifest\0', 'latin1'),
    Buffer.alloc(8),
  ]);
  const box = Buffer.concat([head, Buffer.alloc(contentBytes)]);
  box.writeUInt32BE(box.length);
  box.write('uuid', 4, 'latin1');
  return box;
}

async function sign(mp4: Buffer, { local }: OpenSigner, agent: string): Promise<Buffer> {
  allowMp4();
  const store = new ManifestStore();
  const manifest = store.createManifest({
    claimVersion: ClaimVersion.V2,
    assetFormat: 'video/mp4',
    instanceID: `xmp:iid:${randomUUID()}`,
    defaultHashAlgorithm: 'SHA-256',
    signer: local,
  });
  if (manifest.claim) manifest.claim.claimGeneratorName = agent;
  const actions = new ActionAssertion();
  actions.actions.push({
    action: ActionType.C2paCreated,
    digitalSourceType: DigitalSourceType.CompositeWithTrainedAlgorithmicMedia,
    softwareAgent: { name: agent },
  });
  manifest.addAssertion(actions);
  const hash = BMFFHashAssertion.createV3('jumbf manifest', 'SHA-256');
  manifest.addAssertion(hash);
  // Its room first, then the hash over everything else, then the manifest into its room.
  const asset = new BMFF(new Uint8Array(insertBox(mp4, emptyManifestBox(store.measureSize()))));
  await hash.updateWithAsset(asset);
  await manifest.sign(local);
  await asset.writeManifestJUMBF(store.getBytes());
  return Buffer.from(await asset.getDataRange());
}

/** What a reader finds in a signed file. */
export interface ManifestCheck {
  /** The manifest is whole, and the file is the one that was signed. Who signed is not judged. */
  readonly isValid: boolean;
  /** Codes of the C2PA specification. */
  readonly problems: readonly string[];
}

/** Reads the manifest of an MP4 file and checks it against the file. */
export async function checkManifest(mp4: Buffer): Promise<ManifestCheck> {
  allowMp4();
  const asset = new BMFF(new Uint8Array(mp4));
  const jumbf = asset.getManifestJUMBF();
  if (!jumbf) return { isValid: false, problems: ['no manifest'] };
  let result: ValidationResult;
  try {
    result = await ManifestStore.read(SuperBox.fromBuffer(new Uint8Array(jumbf))).validate(asset);
  } catch (cause) {
    return { isValid: false, problems: [String(cause)] };
  }
  return {
    isValid: result.isValid,
    problems: result.statusEntries.filter(({ success }) => success === false).map(({ code }) => code),
  };
}

/**
 * Signs a video in place, whole or not at all, and checks what came of it.
 * @param agent what made the video, for readers of the manifest
 * @throws KotohogiError kind `input` `c2pa-too-large`; `c2pa-signer` when the signed file does not pass its own check
 */
export async function signVideo(file: string, signer: OpenSigner, agent: string): Promise<void> {
  if ((await stat(file)).size > MOST_BYTES)
    throw inputError(
      'c2pa-too-large',
      `"${file}" is larger than 1 GB and cannot be signed.`,
      'Make it smaller or in parts, or without the certificate.',
    );
  const signed = await sign(await readFile(file), signer, agent);
  const { isValid, problems } = await checkManifest(signed);
  if (!isValid)
    throw problem(
      `The signed video does not pass its own check (${problems.join(', ')}).`,
      'Try another certificate.',
    );
  await writeWhole(file, (partial) => writeFile(partial, signed));
}
