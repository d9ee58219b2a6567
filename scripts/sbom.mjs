// node scripts/sbom.mjs: writes out/sbom.cdx.json, a CycloneDX bill of everything that the product is made of.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ownComponents, problemsOf, withComponents } from './sbom/components.mjs';
import { fromRoot, ROOT } from './setup/paths.mjs';
import { runProcess } from './setup/process.mjs';
import { readJsonSync } from './setup/state.mjs';

const FILE = fromRoot('out', 'sbom.cdx.json');
const TOOL = fromRoot('node_modules', '@cyclonedx', 'cyclonedx-npm', 'bin', 'cyclonedx-npm-cli.js');

const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-sbom-'));
try {
  const packages = path.join(folder, 'packages.json');
  // The lock file alone decides, so that the bill is the same wherever it is made.
  const words = [
    '--package-lock-only',
    '--omit',
    'dev',
    '--output-reproducible',
    '--of',
    'JSON',
    '-o',
    packages,
  ];
  const { status, stderr } = await runProcess(process.execPath, [TOOL, ...words], { cwd: ROOT });
  if (status !== 0) throw new Error(`The packages could not be read: ${stderr}`);
  const bom = withComponents(
    JSON.parse(readFileSync(packages, 'utf8')),
    ownComponents(
      readJsonSync(fromRoot('models', 'manifest.json')),
      readJsonSync(fromRoot('package-lock.json')),
    ),
  );
  const text = `${JSON.stringify(bom, null, 2)}\n`;
  const problems = await problemsOf(text);
  if (problems !== null) throw new Error(`The bill is not what CycloneDX asks for: ${problems.join(', ')}`);
  mkdirSync(path.dirname(FILE), { recursive: true });
  writeFileSync(FILE, text);
  console.log(`Wrote ${FILE}: ${String(bom.components.length)} components.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
