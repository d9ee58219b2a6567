import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPageUrl, NONCE_PLACEHOLDER, pageFile, servePage } from './pageProtocol.ts';

describe('page protocol', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-page-'));
    await writeFile(path.join(folder, 'index.html'), `<meta content="${NONCE_PLACEHOLDER}">`);
    await writeFile(path.join(folder, 'secret.pem'), 'key');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('stays inside its folder', () => {
    expect(pageFile('app://studio/assets/a.js', '/page')).toBe(path.join('/page', 'assets', 'a.js'));
    expect(pageFile('app://studio/', '/page')).toBe(path.join('/page', 'index.html'));
    for (const url of [
      'app://studio/..%2fsecret',
      'app://studio/%2e%2e/%2e%2e/etc/passwd/..%2f..%2f..%2fx',
      'app://studio/a%5c..%5c..%5cb',
      'app://studio/a%00.js',
      'app://studio/%',
      'app://other/index.html',
      'file:///etc/passwd',
    ])
      expect(pageFile(url, '/page/inner'), url).toBeNull();
  });

  it('knows its own addresses', () => {
    expect(isPageUrl('app://studio/index.html#x')).toBe(true);
    for (const url of ['app://studio.evil/', 'https://studio/', 'about:blank', ''])
      expect(isPageUrl(url), url).toBe(false);
  });

  it('puts the nonce of the answer into page and policy', async () => {
    const answer = await servePage(new Request('app://studio/index.html'), folder);
    const policy = answer.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(nonce).toHaveLength(24);
    expect(await answer.text()).toBe(`<meta content="${nonce}">`);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('serves no types but its own, and nothing to other methods', async () => {
    expect((await servePage(new Request('app://studio/secret.pem'), folder)).status).toBe(404);
    expect((await servePage(new Request('app://studio/none.js'), folder)).status).toBe(404);
    expect((await servePage(new Request('app://studio/index.html', { method: 'POST' }), folder)).status).toBe(
      405,
    );
  });
});
