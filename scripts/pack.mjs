// npm run pack [-- options]: sets up, then makes the app as others get it, without any network.
//   (nothing)            the unpacked app and, on Linux, its .tar.gz, in release/
//   --dir                the unpacked app only
//   --deb                a Debian package as well, by dpkg-deb
//   --distribution       all formats of this platform by electron-builder, which fetches its own tools
//   --allow-fallback     --distribution with the fallback Electron as well, to try the formats out
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeDeb } from './pack/deb.mjs';
import { buildPackages, RELEASE, unpackedFolder } from './pack/layOut.mjs';
import { findParts, refuseFallback } from './pack/runtime.mjs';
import { inMib, measureApp, sizeLines } from './pack/size.mjs';
import { makeTarball } from './pack/tarball.mjs';
import { fromRoot } from './setup/paths.mjs';
import { runMain } from './setup/problem.mjs';
import { setUp } from './setup/setUp.mjs';

/**
 * What the app may take on a disk. 400 MiB were measured on Linux with the fallback runtime and the older ffmpeg; the
 * official ones are larger. More is a decision, not an accident.
 */
const BUDGET_MIB = 480;

/** @returns {Record<'dir' | 'deb' | 'distribution' | 'allow-fallback', boolean | undefined>} */
function readOptions() {
  const options = /** @type {const} */ ({
    dir: { type: 'boolean' },
    deb: { type: 'boolean' },
    distribution: { type: 'boolean' },
    'allow-fallback': { type: 'boolean' },
  });
  const { values } = parseArgs({ options });
  return { dir: false, deb: false, distribution: false, 'allow-fallback': false, ...values };
}

const { version } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));

await runMain(async () => {
  const options = readOptions();
  await setUp();
  const { electron } = await findParts();
  if (options.distribution && !options['allow-fallback']) refuseFallback(electron);

  const made = await buildPackages(electron.version, options.distribution ? [] : ['dir']);
  const unpacked = unpackedFolder();
  const size = measureApp(unpacked);
  console.log(`\nUnpacked app:   ${unpacked}`);
  for (const line of sizeLines(size, BUDGET_MIB)) console.log(line);

  const isFallback = electron.origin === 'fallback';
  // Nobody shall take one for the other.
  const label = `${version}-linux-${process.arch}${isFallback ? `-electron${electron.version}` : ''}`;
  if (process.platform === 'linux' && !options.dir && !options.distribution) {
    const tarball = path.join(RELEASE, `kotohogi-studio-${label}.tar.gz`);
    console.log(`Archive:        ${tarball}, ${inMib(await makeTarball(unpacked, tarball))} MiB`);
  }
  if (options.deb) {
    const deb = path.join(RELEASE, `kotohogi-studio-${label}.deb`);
    console.log(`Debian package: ${deb}, ${inMib(await makeDeb(unpacked, deb, version))} MiB`);
  }
  for (const file of made) console.log(`Package:        ${file}`);
  if (isFallback)
    console.log(
      `For trying out only: Electron ${electron.version} is the fallback, which gets no security updates.`,
    );
  if (size.totalBytes <= BUDGET_MIB * 2 ** 20) return 0;
  console.error(
    `The app is larger than its budget of ${String(BUDGET_MIB)} MiB. Take out what came in, or raise BUDGET_MIB in scripts/pack.mjs knowingly.`,
  );
  return 1;
});
