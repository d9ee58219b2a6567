import type { DiagnosticsWords } from './enDiagnostics.ts';

export const jaDiagnostics: DiagnosticsWords = {
  open: '報告に必要なものを集める',
  title: '問題を報告',
  close: '閉じる',
  lead: '何が起きたかを説明するファイルです。写真、声、動画は含まれません。文章、名前、キー、ファイルの場所は取り除いてあります。どこにも送信されません。中身を確かめ、不要なものを外して保存し、必要ならご自分で送ってください。',
  collecting: 'プログラムと記録を調べています…',
  files: '集めたファイル',
  what: {
    'README.txt': 'この資料について',
    'doctor.json': 'インストールの状態',
    'settings.json': 'プログラムの設定',
    'job.json': '作れなかった動画',
    'log.jsonl': '最近の動作の記録',
    'crashes.json': '予期しない終了',
  },
  size: (kilobytes) => `${kilobytes} KB`,
  include: (name) => `${name} を含める`,
  textOf: (name) => `${name} の中身`,
  leftOut: '含めない',
  nothingLeft: 'すべてのファイルが外されています。',
  save: '名前を付けて保存…',
  saved: (name) => `${name} に保存しました。送信はしていません。`,
  reveal: 'フォルダーで表示',
  logLevel: '動作の記録',
  logLevelText:
    '問題を説明できるように、プログラムの動作をこのパソコンの中だけに記録します。文章、名前、ファイルの場所は記録しません。',
  logLevels: { off: '記録しない', errors: 'エラーのみ', normal: '主な動作', detailed: 'すべての動作' },
};
