import type { PaletteWords } from './enPalette.ts';

export const jaPalette: PaletteWords = {
  title: '何をしますか？',
  close: '閉じる',
  placeholder: '操作の名前を入力',
  none: 'その名前の操作はありません。',
  go: (panel) => `移動：${panel}`,
  sections: {
    project: 'プロジェクト',
    edit: '編集',
    go: '移動',
    play: '再生',
    timeline: 'タイムライン',
    cutout: '切り抜き',
    look: '見た目',
    window: 'ウィンドウ',
  },
};
