import type { DeviceReport } from '../../shared/contract/deviceReport.ts';
import type { ModelView } from '../../shared/contract/models.ts';

const EMBEDDED = {
  summary: null,
  licenceUrl: null,
  use: 'free',
  notice: null,
  state: 'embedded',
  downloadable: false,
  partialBytes: 0,
  pinnedHere: false,
  acceptedAt: null,
  installedAt: null,
  inUse: true,
} as const satisfies Partial<ModelView>;

const OFFERED = {
  state: 'available',
  downloadable: true,
  partialBytes: 0,
  pinnedHere: false,
  acceptedAt: null,
  installedAt: null,
  inUse: false,
} as const satisfies Partial<ModelView>;

/** A machine on which nothing but the embedded models is installed. */
export const fakeModels: readonly ModelView[] = [
  {
    ...EMBEDDED,
    id: 'nanodet',
    role: 'person',
    family: 'nanodet',
    name: 'NanoDet-g',
    maker: 'RangiLyu',
    year: 2021,
    licence: 'Apache-2.0',
    bytes: 7_400_000,
    sha256: 'ab'.repeat(32),
  },
  {
    ...OFFERED,
    id: 'yolo-own',
    role: 'person',
    family: 'ultralytics',
    name: 'YOLO of your own',
    summary: { en: 'Finds people in crowds; slower.', ja: '人混みでも見つけます。時間がかかります。' },
    maker: 'Ultralytics',
    year: 2024,
    licence: 'AGPL-3.0',
    licenceUrl: 'https://www.gnu.org/licenses/agpl-3.0.html',
    use: 'copyleft',
    notice: {
      en: 'Whoever passes a program with this model on must pass on its source as well.',
      ja: 'このモデルを含むプログラムを配る人は、そのソースも公開する必要があります。',
    },
    downloadable: false,
    bytes: null,
    sha256: null,
  },
  {
    ...EMBEDDED,
    id: 'selfie',
    role: 'matte',
    family: 'selfie',
    name: 'Selfie segmentation',
    maker: 'Google',
    year: 2021,
    licence: 'Apache-2.0',
    bytes: 234_915,
    sha256: 'cd'.repeat(32),
  },
  {
    ...OFFERED,
    id: 'birefnet',
    role: 'matte',
    family: 'birefnet',
    name: 'BiRefNet general lite',
    summary: { en: 'Finer hair; takes seconds.', ja: '髪まで細かく切り抜きます。数秒かかります。' },
    maker: 'Zheng Peng',
    year: 2024,
    licence: 'MIT',
    licenceUrl: 'https://opensource.org/license/mit',
    use: 'free',
    notice: null,
    bytes: 224_000_000,
    sha256: 'ef'.repeat(32),
  },
  {
    ...OFFERED,
    id: 'wav2lip',
    role: 'lipsync',
    family: 'wav2lip',
    name: 'Wav2Lip',
    summary: { en: 'Draws the mouth from sound.', ja: '音から口を描きます。' },
    maker: 'IIIT Hyderabad',
    year: 2020,
    licence: 'Research only',
    licenceUrl: 'https://github.com/Rudrabha/Wav2Lip',
    use: 'non-commercial',
    notice: {
      en: 'For research and personal use. Commercial use is forbidden.',
      ja: '研究と個人の利用に限られます。商用利用はできません。',
    },
    bytes: 145_000_000,
    sha256: null,
  },
];

/** A machine with a processor and no graphics card. */
export const fakeDevices: DeviceReport = {
  providers: [
    { device: 'cuda', state: 'absent', howToGet: 'Install it.' },
    { device: 'webgpu', state: 'bundled', howToGet: null },
    { device: 'cpu', state: 'bundled', howToGet: null },
  ],
  trials: [
    {
      modelId: null,
      best: 'cpu',
      trials: [
        {
          device: 'webgpu',
          state: 'unavailable',
          medianMs: null,
          largestError: null,
          reason: 'there is no graphics driver',
        },
        { device: 'cpu', state: 'correct', medianMs: 1.2, largestError: 0, reason: null },
      ],
    },
  ],
};
