import type { LicenceWords } from './enLicences.ts';

export const jaLicences: LicenceWords = {
  title: 'ライセンス',
  close: '閉じる',
  open: '同梱物のライセンス…',
  lead: 'Kotohogi StudioはMITライセンスです。次の方々の作品が含まれています（英語）。',
};
