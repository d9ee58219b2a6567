import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fromRoot, ROOT } from '../setup/paths.mjs';
import { runProcess } from '../setup/process.mjs';
import { readJsonSync } from '../setup/state.mjs';
import { shippedPackages } from '../notices/packages.mjs';
import { ownComponents, problemsOf, withComponents } from './components.mjs';

const manifest = readJsonSync(fromRoot('models', 'manifest.json'));
const lock = readJsonSync(fromRoot('package-lock.json'));

it('names every package that is shipped, every model, the runtime, ffmpeg and the dictionary, and is valid', async () => {
  const { status, stderr } = await runProcess(process.execPath, ['scripts/sbom.mjs'], { cwd: ROOT });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const text = readFileSync(fromRoot('out', 'sbom.cdx.json'), 'utf8');
  expect(await problemsOf(text)).toBeNull();
  const bom = JSON.parse(text);
  /** @type {Set<string>} */
  const names = new Set();
  /** @param {readonly any[]} components */
  const collect = (components) => {
    for (const { group, name, version, components: inner = [] } of components) {
      names.add(`${group ? `${group}/` : ''}${name}@${version ?? ''}`);
      collect(inner);
    }
  };
  collect(bom.components);
  const missing = shippedPackages(lock.packages)
    .filter(({ optional }) => !optional)
    .filter(({ name, version }) => !names.has(`${name}@${version}`));
  expect(missing.map(({ name }) => name)).toEqual([]);
  for (const { id, sha256 } of manifest.models)
    expect(bom.components).toContainEqual(
      expect.objectContaining({ name: id, hashes: [{ alg: 'SHA-256', content: sha256 }] }),
    );
  for (const name of ['electron', 'ffmpeg', 'mecab-ipadic'])
    expect(
      bom.components.some((/** @type {any} */ one) => one.name === name),
      name,
    ).toBe(true);
  expect(names.has(`vite@${lock.packages['node_modules/vite'].version}`)).toBe(false);
  // The same wherever it is made: no folder of this computer.
  expect(text.includes(ROOT)).toBe(false);
});

it('is refused when something in it is not what CycloneDX asks for', async () => {
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: [],
    dependencies: [{ ref: 'root' }],
    metadata: { component: { type: 'application', name: 'x', 'bom-ref': 'root' } },
  };
  const whole = withComponents(bom, ownComponents(manifest, lock));
  expect(await problemsOf(JSON.stringify(whole))).toBeNull();
  expect(whole.dependencies[0].dependsOn).toHaveLength(whole.components.length);
  const broken = { ...whole, components: [{ type: 'something', name: 'x' }] };
  expect(await problemsOf(JSON.stringify(broken))).not.toBeNull();
});
