import { describe, expect, it } from 'vitest';
import { inputError } from '../../shared/errors.ts';
import { en } from './en.ts';
import { errorText } from './errorText.ts';
import { formatBytes, formatClock, formatDuration, formatTimeLeft } from './format.ts';
import { ja } from './ja.ts';
import { jaWarnings } from './jaWarnings.ts';
import { resolveLanguage } from './useText.ts';
import { knownText, warningText } from './warningText.ts';

/** The engine's source: rooms may move, their remarks have to stay known. */
const engineSources = import.meta.glob<string>(
  ['../../electron/engine/**/*.ts', '!../../electron/engine/**/*.test.ts', '!../../electron/engine/cli/**'],
  { query: '?raw', import: 'default', eager: true },
);

/** The summary of `analyze`; the window says the same by its own sentence. */
const ONLY_ON_THE_COMMAND_LINE = /^No speech was found/;

/** Every string below a value, with its place. */
function strings(value: unknown, place = ''): [place: string, text: string][] {
  if (typeof value === 'string') return [[place, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => strings(inner, `${place}.${key}`));
}

describe('words', () => {
  it('are nowhere empty', () => {
    for (const words of [en, ja])
      for (const [place, text] of strings(words)) expect(text.trim(), place).not.toBe('');
  });

  it('are Japanese in Japanese, but for names that are the same everywhere', () => {
    const latin = strings(ja).filter(([, text]) => !/[\u3040-\u30ff\u4e00-\u9fff]/.test(text));
    expect(latin.map(([place]) => place).sort()).toEqual([
      '.language.en',
      '.result.methods.wav2lip',
      '.settings.devices.cuda',
      '.settings.devices.tensorrt',
      '.voiceText.spoken.sources.espeak',
      '.voiceText.spoken.sources.kokoro',
      '.voiceText.spoken.sources.piper',
      '.voiceText.spoken.sources.voicevox',
    ]);
  });

  it('count in English', () => {
    expect([en.photo.faces(1), en.photo.faces(3)]).toEqual(['One face found', '3 faces found']);
  });

  it('follow the system unless a language is chosen', () => {
    expect(resolveLanguage('system', 'ja-JP')).toBe('ja');
    expect(resolveLanguage('system', 'fr')).toBe('en');
    expect(resolveLanguage('en', 'ja-JP')).toBe('en');
  });
});

describe('errors', () => {
  const error = inputError('file-empty', 'a.wav is empty.', 'Choose another file.');

  it('keep their own sentence in English', () => {
    expect(errorText(error, en, 'a.wav').message).toBe('a.wav is empty.');
  });

  it('name the file in Japanese', () => {
    expect(errorText(error, ja, 'a.wav').message).toBe('「a.wav」は空のファイルです。');
    expect(errorText(error, ja).message).toBe('これは空のファイルです。');
  });

  it('fall back to the engine’s sentence where a language has none', () => {
    expect(errorText({ code: 'new', message: 'New.', hint: 'Wait.' }, ja)).toEqual({
      message: 'New.',
      hint: 'Wait.',
    });
  });
});

describe('remedies', () => {
  it('name what the window has, not what is typed', () => {
    const hintOf = (hint: string): string => errorText({ code: 'new', message: 'New.', hint }, en).hint;
    expect(
      hintOf(
        'Or fetch a.onnx from b on another computer and import it: "kotohogi models import a --file a.onnx".',
      ),
    ).toBe('Or fetch a.onnx from b on another computer and import it.');
    expect(hintOf('Install it again: "kotohogi models install a".')).toBe('Install it again.');
    expect(
      hintOf('"kotohogi models list" shows what there is, "kotohogi models install" gets it.'),
    ).toContain('Open “Models”');
  });
});

describe('warnings', () => {
  const faces = 'The photo shows 3 faces; face 1 speaks (0 is the largest).';

  it('count faces from one, as the picture does', () => {
    expect(warningText(faces, en)).toContain('number 2 speaks');
    expect(warningText(faces, ja)).toBe('写真には3人の顔があり、大きい順で2番目の人が話します。');
  });

  it('keep their figures in Japanese', () => {
    expect(
      warningText(
        'The recording is clipped: 58.4 % of its samples are at full scale. Lower the input level.',
        ja,
      ),
    ).toBe('音割れしています（全体の 58.4%）。入力レベルを下げて録音してください。');
  });

  it('keep their own words where a language does not know them', () => {
    expect(warningText('Something new.', ja)).toBe('Something new.');
  });

  it('of the engine are all known in Japanese', () => {
    // The sentences as they stand in the source, with a figure for whatever is filled in.
    const sentences = Object.values(engineSources)
      .flatMap(
        (source) =>
          source.match(
            /(?:warnings\.push\(|damage: \[|\? \[\]\s+: \[|\((?:modelId: string|device: Device)[^()]*\): string =>)\s*(?:'[^']+'|`[^`]+`)/g,
          ) ?? [],
      )
      .map((place) => place.replace(/^[^'`]+['`]|['`]$/g, '').replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '7'))
      .filter((sentence) => !ONLY_ON_THE_COMMAND_LINE.test(sentence));
    expect(sentences.length).toBeGreaterThanOrEqual(jaWarnings.length);
    expect(sentences.filter((sentence) => warningText(sentence, ja) === sentence)).toEqual([]);
  });
});

describe('reasons of devices', () => {
  it('are told in Japanese, but for the words of drivers', () => {
    const japanese = (reason: string): string => knownText(reason, ja.reasons);
    for (const reason of [
      'the library libcudnn.so.9 is missing',
      'it did not answer within 180 s',
      'CUDA ended the program that tried it (SIGSEGV)',
      'WebGPU computes this network wrongly: it is off by 0.42, at most 0.01 of the spread is accepted',
    ])
      expect(japanese(reason), reason).not.toBe(reason);
    expect(japanese('Vulkan: no adapter')).toBe('Vulkan: no adapter');
  });
});

describe('figures', () => {
  it('show clocks as players do', () => {
    expect([0, 7.9, 185, 3729].map(formatClock)).toEqual(['0:00', '0:07', '3:05', '1:02:09']);
  });

  it('show durations with units of the language', () => {
    expect(formatDuration(8.42, 'en')).toBe('8.4 sec');
    expect(formatDuration(10.5, 'en')).toBe('10.5 sec');
    expect(formatDuration(125, 'en')).toBe('2 min 5 sec');
    expect(formatDuration(125, 'ja')).toBe('2 分 5 秒');
    expect(formatDuration(3725, 'en')).toBe('1 hr 2 min');
  });

  it('show estimates without tenths', () => {
    expect([0.2, 8.4, 61].map((sec) => formatTimeLeft(sec, 'en'))).toEqual(['1 sec', '9 sec', '1 min 1 sec']);
  });

  it('show sizes in decimal units', () => {
    expect(formatBytes(812_000, 'en')).toBe('812 kB');
    expect(formatBytes(3_400_000, 'en')).toBe('3.4 MB');
  });
});
