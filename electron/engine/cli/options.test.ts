import { describe, expect, it } from 'vitest';
import { KotohogiError } from '../../../shared/errors.ts';
import { choiceOption, numberOption, parseOptions, required, type OptionSpecs } from './options.ts';

const SPECS: OptionSpecs = {
  photo: { type: 'string', help: '' },
  fps: { type: 'string', help: '' },
  json: { type: 'boolean', help: '' },
};

function usageFailure(action: () => unknown): KotohogiError {
  try {
    action();
  } catch (thrown) {
    if (thrown instanceof KotohogiError) {
      expect(thrown.kind).toBe('usage');
      return thrown;
    }
  }
  throw new Error('It should have been refused.');
}

describe('parseOptions', () => {
  it('takes values in both notations', () => {
    expect({ ...parseOptions('render', ['--photo', 'a b.jpg', '--fps=30', '--json'], SPECS) }).toEqual({
      photo: 'a b.jpg',
      fps: '30',
      json: true,
    });
  });

  it('names the word that it does not understand', () => {
    expect(usageFailure(() => parseOptions('render', ['--foto', 'x'], SPECS)).message).toContain('--foto');
    expect(usageFailure(() => parseOptions('render', ['x.jpg'], SPECS)).message).toContain('x.jpg');
    expect(usageFailure(() => parseOptions('render', ['--photo'], SPECS)).message).toContain('--photo');
  });
});

describe('values', () => {
  it('are asked for when they must be there', () => {
    expect(required({ photo: 'a' }, 'photo', 'render')).toBe('a');
    expect(usageFailure(() => required({}, 'photo', 'render')).message).toContain('--photo');
  });

  it('stay within their bounds, which are included', () => {
    const range = { min: 12, max: 60 };
    expect(numberOption({}, 'fps', range, 25)).toBe(25);
    expect(numberOption({ fps: '12' }, 'fps', range, 25)).toBe(12);
    expect(numberOption({ fps: '29.97' }, 'fps', range, 25)).toBe(29.97);
    for (const fps of ['11.9', '61', 'fast', 'NaN', '1e99'])
      expect(usageFailure(() => numberOption({ fps }, 'fps', range, 25)).hint).toContain('12 to 60');
    const whole = { min: 0, max: 9, integer: true };
    expect(usageFailure(() => numberOption({ face: '0.5' }, 'face', whole, 0)).hint).toContain(
      'whole number',
    );
  });

  it('are one of the choices', () => {
    expect(choiceOption({ device: 'cpu' }, 'device', ['auto', 'cpu'], 'auto')).toBe('cpu');
    expect(choiceOption({}, 'device', ['auto', 'cpu'], 'auto')).toBe('auto');
    expect(
      usageFailure(() => choiceOption({ device: 'tpu' }, 'device', ['auto', 'cpu'], 'auto')).hint,
    ).toContain('auto, cpu');
  });
});
