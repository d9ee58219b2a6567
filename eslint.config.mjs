// Lint rules. The zones below are the dependency directions of the house (docs/architecture.md).
import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const zone = (target, from, message, except) => ({ target, from, message, ...(except ? { except } : {}) });

const ENGINE_ROOMS = ['media', 'person', 'matte', 'face', 'voice', 'prosody', 'lipsync', 'compose', 'encode'];
// A room that is missing here would be kept from nothing.
const unlisted = readdirSync(new URL('electron/engine/stages/', import.meta.url)).filter(
  (name) => !ENGINE_ROOMS.includes(name),
);
if (unlisted.length > 0) throw new Error(`ENGINE_ROOMS lacks ${unlisted.join(', ')}.`);

// Scripts are plain JavaScript for Node; TypeScript checks their types (scripts/tsconfig.json).
const NODE_GLOBALS = Object.fromEntries(
  [
    'AbortController',
    'AbortSignal',
    'Buffer',
    'TextDecoder',
    'TextEncoder',
    'URL',
    'console',
    'fetch',
    'performance',
    'process',
    'clearInterval',
    'clearTimeout',
    'setInterval',
    'setTimeout',
    '__dirname',
    'module',
    'require',
  ].map((name) => [name, 'readonly']),
);

// Data flows left to right: a room may use the output types of earlier rooms, never those of later ones.
const roomZones = ENGINE_ROOMS.flatMap((room, index) =>
  ENGINE_ROOMS.slice(index + 1).map((later) =>
    zone(
      `./electron/engine/stages/${room}`,
      `./electron/engine/stages/${later}`,
      `${room} comes before ${later}: only pipeline.ts knows the order of the rooms.`,
    ),
  ),
);

export default tseslint.config(
  { ignores: ['dist/**', 'out/**', 'release/**', 'node_modules/**', 'models/embedded/**', '**/*.d.mts'] },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    extends: [js.configs.recommended],
    languageOptions: { globals: NODE_GLOBALS },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: {
        project: ['shared', 'electron', 'renderer', 'e2e'].map((side) => `./${side}/tsconfig.lint.json`),
        tsconfigRootDir: import.meta.dirname,
      },
    },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })],
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            zone(
              './shared',
              ['./electron', './renderer', './e2e', './scripts'],
              'shared imports only itself.',
            ),
            zone('./electron', ['./renderer', './e2e', './scripts'], 'electron never sees the renderer.'),
            zone(
              './electron/engine',
              './electron',
              'The engine is plain Node: nothing of the app around it.',
              ['./engine'],
            ),
            zone(
              [
                './electron/app',
                './electron/ipc',
                './electron/files',
                './electron/jobs',
                './electron/main.ts',
                './electron/preload.ts',
              ],
              './electron/engine',
              'The app sees the engine only through host/.',
            ),
            zone(
              './renderer',
              ['./electron', './e2e', './scripts'],
              'The page reaches the outside only through renderer/api.',
            ),
            ...roomZones,
            zone(
              './electron/engine/stages',
              './electron/engine/pipeline.ts',
              'Rooms do not know the pipeline.',
            ),
          ],
        },
      ],
    },
  },
  {
    files: ['electron/**/*.ts'],
    ignores: ['electron/engine/runtime/onnx.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'onnxruntime-node',
              message: 'engine/runtime/onnx.ts is the only importer of ONNX Runtime.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['electron/engine/**/*.ts'],
    ignores: ['electron/engine/runtime/onnx.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'electron', message: 'The engine is plain Node.' },
            {
              name: 'onnxruntime-node',
              message: 'engine/runtime/onnx.ts is the only importer of ONNX Runtime.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['node:*', 'electron'], message: 'The page has no Node and no Electron.' }] },
      ],
    },
  },
  {
    files: ['**/*.test.ts', 'e2e/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
