// What the product is made of besides npm packages, as components of a CycloneDX bill of materials.
import { createRequire } from 'node:module';
import { fromRoot } from '../setup/paths.mjs';

/**
 * @typedef {object} Component
 * @property {string} type
 * @property {string} name
 * @property {string} [version]
 * @property {string} [bom-ref]
 * @property {string} [description]
 * @property {string} [purl]
 * @property {{ name: string }} [supplier]
 * @property {readonly unknown[]} [licenses]
 * @property {readonly { alg: string, content: string }[]} [hashes]
 * @property {readonly { type: string, url: string }[]} [externalReferences]
 */

/**
 * @typedef {object} Bom
 * @property {string} specVersion
 * @property {Component[]} components
 * @property {{ ref: string, dependsOn?: string[] }[]} dependencies
 * @property {{ component?: { 'bom-ref': string } }} metadata
 */

/** @param {string} licence an SPDX expression, or words */
const licensesOf = (licence) =>
  /^[A-Za-z0-9.+-]+$/.test(licence) ? [{ license: { id: licence } }] : [{ license: { name: licence } }];

/**
 * @param {{ id: string, role: string, maker: string, licence: string, sha256: string, source: string }} model
 * @returns {Component}
 */
const modelComponent = ({ id, role, maker, licence, sha256, source }) => ({
  type: 'machine-learning-model',
  'bom-ref': `model:${id}`,
  name: id,
  description: `Finds or draws: ${role}`,
  supplier: { name: maker },
  licenses: licensesOf(licence),
  hashes: [{ alg: 'SHA-256', content: sha256 }],
  ...(/^https:\/\//.test(source) ? { externalReferences: [{ type: 'distribution', url: source }] } : {}),
});

/**
 * @param {{ models: readonly any[] }} manifest models/manifest.json
 * @param {{ packages: Record<string, any> }} lock package-lock.json
 * @returns {Component[]}
 */
export function ownComponents(manifest, lock) {
  const electron = lock.packages['node_modules/electron'].version;
  const ffmpeg = lock.packages['node_modules/@ffmpeg-installer/ffmpeg'].version;
  return [
    {
      type: 'framework',
      'bom-ref': `electron@${electron}`,
      name: 'electron',
      version: electron,
      description: 'The runtime: Chromium and Node.js; the licences of their parts lie beside the program',
      purl: `pkg:npm/electron@${electron}`,
      licenses: licensesOf('MIT'),
      externalReferences: [{ type: 'website', url: 'https://www.electronjs.org' }],
    },
    {
      type: 'application',
      'bom-ref': 'program:ffmpeg',
      name: 'ffmpeg',
      version: ffmpeg,
      description:
        'Started as a program of its own; a build with GPL parts (x264), packed by @ffmpeg-installer and ffmpeg-static. The version is that of the package',
      licenses: licensesOf('GPL-3.0-or-later'),
      externalReferences: [{ type: 'website', url: 'https://ffmpeg.org' }],
    },
    {
      type: 'data',
      'bom-ref': 'data:mecab-ipadic',
      name: 'mecab-ipadic',
      version: '2.7.0-20070801',
      description: 'Japanese dictionary inside the package @sglkc/kuromoji',
      supplier: { name: 'Nara Institute of Science and Technology' },
      licenses: licensesOf('NAIST-2003'),
    },
    ...manifest.models.map(modelComponent),
  ];
}

/**
 * Adds components to a bill of materials, each once; the product depends on all of them.
 * @param {Bom} bom
 * @param {readonly Component[]} added
 * @returns {Bom}
 */
export function withComponents(bom, added) {
  const fresh = added.filter(
    ({ name, version }) => !bom.components.some((one) => one.name === name && one.version === version),
  );
  const root = bom.metadata.component?.['bom-ref'];
  const refs = fresh.flatMap((component) => component['bom-ref'] ?? []);
  return {
    ...bom,
    components: [...bom.components, ...fresh],
    dependencies: [
      ...bom.dependencies.map((one) =>
        one.ref === root ? { ...one, dependsOn: [...(one.dependsOn ?? []), ...refs] } : one,
      ),
      ...refs.map((ref) => ({ ref })),
    ],
  };
}

/**
 * Checks a bill of materials against the schema of its version.
 * @param {string} text JSON
 * @returns {Promise<string[] | null>} what is wrong with it, and where; null when nothing is
 */
export async function problemsOf(text) {
  // The library belongs to the tool that reads the packages.
  const ofTool = createRequire(fromRoot('node_modules', '@cyclonedx', 'cyclonedx-npm', 'index.js'));
  const { Spec, Validation } = ofTool('@cyclonedx/cyclonedx-library');
  const { specVersion } = JSON.parse(text);
  const validator = new Validation.JsonStrictValidator(
    Object.values(Spec.Version).find((version) => version === specVersion) ?? Spec.Version.v1dot6,
  );
  /** @type {readonly { instancePath: string, message: string }[] | null} */
  const problems = await validator.validate(text);
  return problems && problems.map(({ instancePath, message }) => `${instancePath}: ${message}`);
}
