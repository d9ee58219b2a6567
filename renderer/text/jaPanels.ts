import type { PanelWords } from './enPanels.ts';

export const jaPanels: PanelWords = {
  label: '作業の順',
  names: { materials: '写真と声', words: '言葉', expression: '声の表情', look: '見た目', music: '音楽' },
};
