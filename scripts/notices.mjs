// node scripts/notices.mjs: writes THIRD-PARTY-NOTICES.txt. With --check it only says whether the file is up to date
// and whether every licence is one that the product may carry.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { noticesDocument } from './notices/document.mjs';
import { forbiddenPackages, shippedPackages } from './notices/packages.mjs';
import { fromRoot, ROOT } from './setup/paths.mjs';
import { readJsonSync } from './setup/state.mjs';

const FILE = fromRoot('THIRD-PARTY-NOTICES.txt');
const lock = readJsonSync(fromRoot('package-lock.json'));
const document = noticesDocument(ROOT, lock, readJsonSync(fromRoot('models', 'manifest.json')));
const packages = shippedPackages(lock.packages);
const forbidden = forbiddenPackages(packages);

for (const { name, version, licence } of forbidden)
  console.error(`${name} ${version} must not be shipped: its licence is ${licence}.`);
if (process.argv.includes('--check')) {
  const isCurrent = existsSync(FILE) && readFileSync(FILE, 'utf8') === document;
  if (!isCurrent) console.error('THIRD-PARTY-NOTICES.txt is out of date: run "node scripts/notices.mjs".');
  else
    console.log(
      `${String(packages.length)} packages, all with a licence that may be shipped; notices up to date.`,
    );
  process.exitCode = isCurrent && forbidden.length === 0 ? 0 : 1;
} else {
  writeFileSync(FILE, document);
  console.log(`Wrote ${FILE}: ${String(packages.length)} packages.`);
  process.exitCode = forbidden.length === 0 ? 0 : 1;
}
