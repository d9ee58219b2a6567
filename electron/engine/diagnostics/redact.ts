/**
 * Takes out of a text what is nobody else's business: secrets, what people wrote and said, names, and where their files
 * lie. What is left tells what happened and where in the program.
 */
import { createHash, randomBytes } from 'node:crypto';
import os from 'node:os';
import { findInstallFolder } from '../folders.ts';

export const HIDDEN = '[hidden]';

export interface RedactorParts {
  /** Folder of the program: places in it are told, from there on. */
  readonly install?: string;
  readonly userHome?: string;
  /** Folders of the person besides: the program's own, the temporary one. */
  readonly folders?: readonly string[];
  /** Words that must not appear whatever they look like. */
  readonly secrets?: readonly string[];
}

export interface Redactor {
  /** @returns the text without them; the same text again when it was redacted before */
  text(text: string): string;
  /** The same for everything inside a value, names of fields apart. Loops and what is no data are left out. */
  value(value: unknown): unknown;
}

/** So that the same file can be told from another one within one run, and from nothing else. */
const SALT = randomBytes(16);
const MOST_CHARACTERS = 20_000;
const MOST_LEVELS = 8;
const MOST_ITEMS = 200;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Folders that say nothing about anybody. */
const SYSTEM = 'usr|lib|lib64|bin|sbin|opt|proc|sys|dev|etc|System|Library|Applications';

/** `<file 1a2b>.jpg`: which one, and of what kind. */
function fileMark(file: string): string {
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(file)?.[0].toLowerCase() ?? '';
  return `<file ${createHash('sha256').update(SALT).update(file).digest('hex').slice(0, 4)}>${ending}`;
}

type Rule = (text: string) => string;

/** Keys, passwords, addresses of people: by how they look. */
const secretRules: readonly Rule[] = [
  (text) => text.replace(/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@"'<>]+@/gi, `$1${HIDDEN}@`),
  (text) => text.replace(/(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'<>?#]+)[?#][^\s"'<>]*/gi, `$1?${HIDDEN}`),
  (text) => text.replace(/\b(Basic|Bearer)\s+[A-Za-z0-9+/=._~:-]{6,}/gi, `$1 ${HIDDEN}`),
  (text) =>
    text.replace(
      /\b((?:api[-_ ]?)?(?:key|token|secret|passw(?:or)?d|pwd|authorization|cookie))(["']?\s*[:=]\s*["']?)(?!\[hidden)[^\s"',;}]+/gi,
      `$1$2${HIDDEN}`,
    ),
  (text) =>
    text.replace(/(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{8,300}={0,2}:[A-Za-z0-9+/_-]{8,}={0,2}/g, HIDDEN),
  (text) => text.replace(/\beyJ[\w-]+(?:\.[\w-]+){1,2}/g, HIDDEN),
  (text) => text.replace(/\b(?:sk|pk|ghp|gho|xox[a-z])[-_][A-Za-z0-9_-]{12,}/g, HIDDEN),
  (text) =>
    text.replace(
      /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
      '<mail>',
    ),
];

/** JSON.parse repeats what it was given. */
const parserRule: Rule = (text) =>
  text.replace(/(Unexpected (?:token|string|number|non-whitespace|identifier))[^\n]*/g, '$1 …');

/** What stands in quotation marks was written by a person, unless it is a command of ours or was looked at before. */
const isOurs = (inner: string): boolean =>
  /^(?:kotohogi(?: [a-z]+)?(?: --?[a-z-]+)*|npm run [a-z]+|<[a-z]+[^>]*>(?:\.\w+)?|…|\[hidden\]|--?[a-z-]+)$/.test(
    inner,
  );

const quoteRule: Rule = (text) =>
  text
    .replace(/"([^"\n]*)"/g, (whole, inner: string) =>
      inner === '' || isOurs(inner) ? whole : `"${quoted(inner)}"`,
    )
    .replace(/[“「『]([^”」』\n]*)[”」』]/g, (_whole, inner: string) => `"${quoted(inner)}"`)
    .replace(/(?<=^|[\s(,=:[])'([^'\n]+)'(?=$|[\s),.;:\]])/gm, (whole, inner: string) =>
      isOurs(inner) ? whole : `'${quoted(inner)}'`,
    );

const quoted = (inner: string): string => {
  const marks = /<file [0-9a-f]{4}>(?:\.\w+)?/.exec(inner);
  if (marks) return marks[0];
  return /\.[A-Za-z0-9]{1,8}$/.test(inner) ? fileMark(inner) : '…';
};

/** Paths end at quotation marks, at the end of the line, and before what messages and stacks put behind them. */
const REST = String.raw`[^"'\n]*?(?=$|["'\n]|:\d|: |, |\)|; | at | to | is | has | cannot | could )`;

function pathRules({ install, userHome = os.homedir(), folders = [] }: RedactorParts): Rule[] {
  const inside: Rule[] = [];
  if (install !== undefined && install.length > 3)
    inside.push((text) =>
      text.replaceAll(install, '<app>').replaceAll(install.replaceAll('\\', '\\\\'), '<app>'),
    );
  const own = [...new Set([...folders, userHome, os.tmpdir()])]
    .filter((folder) => folder.length > 3)
    .sort((a, b) => b.length - a.length);
  for (const folder of own) {
    const forms = [...new Set([folder, folder.replaceAll('\\', '\\\\')])].map(escaped).join('|');
    const form = new RegExp(String.raw`(?:file:\/\/)?(?:${forms})(?![\w-])${REST}`, 'gm');
    inside.push((text) => text.replace(form, (file) => fileMark(file)));
  }
  const windows = new RegExp(
    String.raw`(?<![\w<])(?:file:\/\/\/?)?(?:[A-Za-z]:[\\/]|\\\\[\w.-]+\\)${REST}`,
    'gm',
  );
  inside.push((text) => text.replace(windows, (file) => fileMark(file)));
  const elsewhere = new RegExp(
    String.raw`(?<![\w<>~./:])(?:file:\/\/)?\/(?=[\w.\u0080-\uffff])(?!(?:${SYSTEM})(?:\/|$|\s))${REST}`,
    'gm',
  );
  inside.push((text) => text.replace(elsewhere, (file) => fileMark(file)));
  return inside;
}

export function createRedactor(parts: RedactorParts = {}): Redactor {
  const secrets = (parts.secrets ?? [])
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)])
    .sort((a, b) => b.length - a.length);
  const rules: readonly Rule[] = [
    ...secrets.map(
      (secret): Rule =>
        (text) =>
          text.replaceAll(secret, HIDDEN),
    ),
    ...secretRules,
    parserRule,
    ...pathRules(parts),
    quoteRule,
  ];
  const text = (given: string): string =>
    rules.reduce((clean, rule) => rule(clean), given.slice(0, MOST_CHARACTERS));

  function value(given: unknown, level = 0): unknown {
    if (typeof given === 'string') return text(given);
    if (typeof given === 'number') return Number.isFinite(given) ? given : null;
    if (typeof given === 'boolean' || given === null) return given;
    if (given instanceof Error) return text(given.stack ?? given.message);
    if (typeof given !== 'object' || level >= MOST_LEVELS || ArrayBuffer.isView(given)) return undefined;
    if (Array.isArray(given)) return given.slice(0, MOST_ITEMS).map((one) => value(one, level + 1) ?? null);
    return Object.fromEntries(
      Object.entries(given)
        .slice(0, MOST_ITEMS)
        .map(([key, inner]) => [key, value(inner, level + 1)]),
    );
  }
  return { text, value: (given) => value(given) };
}

/** Where the program lies; an incomplete installation is told by others. */
function ownInstall(): { readonly install?: string } {
  try {
    return { install: findInstallFolder() };
  } catch {
    return {};
  }
}

/** What takes out the names of a person's files and folders, and keeps those of the program. */
export const redactorFor = (home: string, secrets: readonly string[] = []): Redactor =>
  createRedactor({ ...ownInstall(), folders: [home], secrets });
