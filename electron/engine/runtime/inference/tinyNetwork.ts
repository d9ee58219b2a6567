import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from '../writeWhole.ts';

/** Written by scripts/models/tinyNetwork.mjs: `x` [rows, 3, 8, 8] to `y` [rows, 4, 8, 8], float32. */
const BASE64 = [
  'CAgSD2tvdG9ob2dpLXN0dWRpbzqbBwoqCgF4CgJ2MBICdjEaBkNvbnZfMCIEQ29udioPCgRwYWRzQgQBAQEBoAEHChYKAnYxEgJ2',
  'MhoGUmVsdV8xIgRSZWx1Ch4KAnYyCgJ2MxICdjQaCE1hdE11bF8yIgZNYXRNdWwKGwoCdjQSAXkaCVNpZ21vaWRfMyIHU2lnbW9p',
  'ZBIEdGlueSq/AwoEBAMDAxABQgJ2MEqwA6RqVz63x2g+w4EQPc+9Qb4QfHW+jA+PvUYwKD6VRn0+MgHTPfhEC75c/3++2FwJviIg',
  '1z1ymH0+RHkmPhBok70lHna+s0BAvml5GT3Itmk+EC9WPhUFEbvnoVi+/NNnvjiHB70IN0M+DtV0Piq0ij3p4ym+pO98vgbezr1N',
  'Kg0+Ofp/PvdxBz7COtu9OOV9vuq+JL6fvZc9S7t2Pry/Pj77bSK9KKFqvjHvVL6hA5E70NRZPprbZj7oE/08VqxEviIpdL7/VYa9',
  'JJQrPqCTfD60tso9zQwPvvTvf75ehAW+/VDfPecsfj5DASM+IxCcvX9Td77yOj2+S18rPdSGaz4Lq1M+zoHZu1sDW76X3mW+TRTr',
  'vLMdRj5ReHM+I/WBPe1ALb6MMny+UYvGvW7sED6O4H8+GJQDPrxi4719b36+V0AhvoZfoD285nc+XLI7PitNNL3GZ2y+p2JSvtD9',
  'EDyCLVw+99xkPvsP2TwXi0e+nsJyvlYje7096i4+aMx7PvJbwj0oyRK+Bcx/vi6hAb7tb+c9+Kx+Pi98Hz6xq6S9AHV4vgMmOr5t',
  'Nz09+kNtPiqNAgoCCAgQAUICdjNKgAKkalc+t8doPsOBED3PvUG+EHx1vowPj71GMCg+lUZ9PjIB0z34RAu+XP9/vthcCb4iINc9',
  'cph9PkR5Jj4QaJO9JR52vrNAQL5peRk9yLZpPhAvVj4VBRG756FYvvzTZ744hwe9CDdDPg7VdD4qtIo96eMpvqTvfL4G3s69TSoN',
  'Pjn6fz73cQc+wjrbvTjlfb7qviS+n72XPUu7dj68vz4++20ivSihar4x71S+oQORO9DUWT6a22Y+6BP9PFasRL4iKXS+/1WGvSSU',
  'Kz6gk3w+tLbKPc0MD77073++XoQFvv1Q3z3nLH4+QwEjPiMQnL1/U3e+8jo9vktfKz3Uhms+Wh8KAXgSGgoYCAESFAoGEgRyb3dz',
  'CgIIAwoCCAgKAggIYh8KAXkSGgoYCAESFAoGEgRyb3dzCgIIBAoCCAgKAggIQgQKABAS',
].join('');

export const TINY_NETWORK: Uint8Array = Buffer.from(BASE64, 'base64');
export const TINY_NETWORK_SHA256: string = createHash('sha256').update(TINY_NETWORK).digest('hex');

/** The runtime loads files: puts the network into the user's folder. @returns its absolute path */
export async function writeTinyNetwork(home: string): Promise<string> {
  const file = path.join(home, 'device-trial.onnx');
  const there = await readFile(file).catch(() => null);
  if (there?.equals(TINY_NETWORK)) return file;
  await mkdir(home, { recursive: true });
  await writeWhole(file, (partial) => writeFile(partial, TINY_NETWORK));
  return file;
}
