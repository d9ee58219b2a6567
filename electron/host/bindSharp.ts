import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

/** Where the system itself opens libraries, a packed archive has a folder beside it. */
const outsideArchive = (file: string): string => file.replace(/\bapp\.asar(?=[\\/])/, 'app.asar.unpacked');

/** sharp's addon and the library that it calls; null where they lie differently: musl, or another major version. */
function sharpFiles(): { readonly addon: string; readonly library: string } | null {
  const name = `linux-${process.arch}`;
  try {
    const ofSharp = createRequire(createRequire(import.meta.url).resolve('sharp'));
    const entry = outsideArchive(ofSharp.resolve(`@img/sharp-${name}/sharp.node`));
    const ofAddon = createRequire(ofSharp.resolve(`@img/sharp-${name}/sharp.node`));
    const library = outsideArchive(ofAddon.resolve(`@img/sharp-libvips-${name}/binary`));
    const folder = path.join(path.dirname(entry), 'lib');
    const addon = readdirSync(folder).find((file) => file.endsWith('.node'));
    return addon && existsSync(library) ? { addon: path.join(folder, addon), library } : null;
  } catch {
    return null;
  }
}

/**
 * Makes sharp call its own GLib where the program has another one. Electron on Linux is linked with the system's GLib,
 * which comes first where names are looked up; sharp then counts references to its pictures with a GLib that did not
 * make them. That fails (`g_object_unref: assertion 'G_IS_OBJECT (object)'`), leaks every picture and now and then
 * frees one that is in use, which ends the process (https://github.com/lovell/sharp/issues/4525).
 *
 * The library is loaded first and in the usual way, so that it takes memory from where the rest of the process does;
 * then only the addon looks its names up in its own libraries first. Call before sharp is imported; in every thread
 * that imports it, because an addon goes with the last thread that uses it.
 */
export function bindSharp(): void {
  if (process.platform !== 'linux' || !process.versions['electron']) return;
  const files = sharpFiles();
  if (files === null) return;
  const { RTLD_LAZY, RTLD_DEEPBIND } = os.constants.dlopen;
  try {
    process.dlopen({ exports: {} }, files.library, RTLD_LAZY);
  } catch {
    // It is no addon, says Node. It stays loaded all the same, because it is marked so (DF_1_NODELETE).
  }
  try {
    process.dlopen({ exports: {} }, files.addon, RTLD_LAZY | RTLD_DEEPBIND);
  } catch {
    // What is wrong with it sharp says itself, to whoever needs a picture.
  }
}
