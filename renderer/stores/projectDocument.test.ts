import { describe, expect, it } from 'vitest';
import type { MediaPurpose, MediaRef } from '../../shared/contract/media.ts';
import {
  EMPTY_PROJECT,
  renderOrderOf,
  withBackground,
  withFace,
  withMotion,
  withPhoto,
  withShape,
  withVoice,
} from './projectDocument.ts';

const ref = (purpose: MediaPurpose, name: string): MediaRef => ({
  token: name.length.toString(16).padStart(32, '0'),
  purpose,
  name,
  bytes: 1,
  url: 'media://granted/x',
});
const ready = withVoice(
  withPhoto(EMPTY_PROJECT, ref('photo', 'Aya.jpg')),
  ref('voice', 'happy.birthday.wav'),
);

describe('project document', () => {
  it('makes a new document and leaves the old one as it was', () => {
    const wide = withShape(EMPTY_PROJECT, '16:9');
    expect(EMPTY_PROJECT.shape).toBe('1:1');
    expect(wide.shape).toBe('16:9');
  });

  it('forgets the chosen face with the photo', () => {
    expect(withPhoto(withFace(ready, 2), ref('photo', 'other.jpg')).faceIndex).toBe(0);
  });

  it('holds sliders within their range', () => {
    expect(withMotion(ready, 'mouthStrength', 9).mouthStrength).toBe(1.5);
    expect(withMotion(ready, 'blink', -1).blink).toBe(0);
  });

  it('keeps colour and picture while another background is in use', () => {
    const colored = withBackground(ready, { kind: 'color', color: '#123456' });
    expect(
      withBackground(withBackground(colored, { kind: 'blur' }), { kind: 'color' }).background.color,
    ).toBe('#123456');
  });

  it('becomes an order only when nothing is missing', () => {
    expect(renderOrderOf(EMPTY_PROJECT)).toBeNull();
    expect(renderOrderOf(withBackground(ready, { kind: 'picture' }))).toBeNull();
    expect(renderOrderOf(withShape(ready, '4:5'))).toMatchObject({
      size: { widthPx: 1080, heightPx: 1350 },
      background: { kind: 'none' },
      fps: 25,
      suggestedName: 'Aya - happy.birthday',
    });
  });
});
