import type { RowProblem } from '../../shared/batch/problems.ts';
import type { NativeWords } from '../../shared/contract/app.ts';
import { assertNever } from '../../shared/errors.ts';
import type { BatchWords } from './enBatch.ts';

function problem({ code, value, error }: RowProblem): string {
  switch (code) {
    case 'name-empty':
      return '名前がありません。';
    case 'name-taken':
      return `動画の名前が${value}行目と同じになります。`;
    case 'text-and-voice':
      return '文章と音声の両方があります。どちらか一方にしてください。';
    case 'field-unknown':
      return `{${value}} という列は一覧にありません。`;
    case 'photo-none':
      return '写真がなく、全員に共通の写真もありません。';
    case 'words-none':
      return '文章も音声もなく、全員に共通のものもありません。';
    case 'background-unknown':
      return `「${value}」は背景として読めません。none、blur、#rrggbb、gradient:#rrggbb-#rrggbb、scene:名前、または画像ファイルを書いてください。`;
    case 'preset-unknown':
      return `「${value}」という声のプリセットはありません。`;
    case 'language-unknown':
      return `「${value}」は言語として読めません。ja、en などの記号を書いてください。`;
    case 'file':
      return error === null ? `「${value}」は使えません。` : `${error.message} ${error.hint}`;
    default:
      return assertNever(code, 'row problem');
  }
}

export const jaBatch: BatchWords = {
  progress: (done, total) => `名簿：${total}本中${done}本`,
  open: '名簿から動画をまとめて作る…',
  title: '名簿の全員に動画を作る',
  close: '閉じる',
  views: { label: '表示するもの', prepare: '準備', review: '作成と確認' },
  list: {
    title: '名簿',
    drop: '名簿をここにドロップ',
    choose: '名簿を選ぶ…',
    formats: '表計算ソフトのCSV（UTF-8、またはExcelが保存したままの形）',
    another: '別の名簿…',
    again: '読み込み直す',
    sample: '名簿の見本を保存…',
    sampleHint: '表計算ソフトで開いて書き込んでください。',
    facts: (rows, columns, encoding) => `${rows}・${columns}・${encoding}`,
    countRows: (_number, written) => `${written}行`,
    countColumns: (number) => `${number}列`,
  },
  empty: {
    title: '名簿の一人ひとりに、それぞれの動画を',
    text: '開いているプロジェクトがひな形になります。写真、見た目、タイトル、音楽、声はそのまま、違うところだけを名簿に書きます。',
    steps: [
      '名前の列がある名簿を選びます。',
      '話す文章を書きます。名前が入るところは {name} とします。',
      '一行ずつ先に確かめてから、まとめて作ります。',
    ],
  },
  columns: {
    title: '列',
    hint: 'どの列も、文章やタイトルの中で {列の名前} として使えます。',
    role: (heading) => `「${heading}」列の意味`,
    unnamed: (number) => `${number}列目`,
    roles: {
      name: '名前',
      text: '話す文章',
      photo: '写真ファイル',
      voice: '音声ファイル',
      preset: '声のプリセット',
      background: '背景',
      language: '言語',
      speaker: '話者',
    },
    field: '差し込みだけに使う',
    noName: '名前の列を選んでください。',
  },
  words: {
    title: '話す内容',
    text: '文章がない行で話す内容',
    placeholder: '{name}さん、お誕生日おめでとうございます！',
    hint: '空のままなら、どの動画でもプロジェクトの声が流れます。',
    insert: '差し込む',
    insertField: (field) => `${field} を差し込む`,
    anySpeaker: 'その言語の最初の声',
    captions: '読み上げた内容を字幕にする',
    noTemplate: '開いているプロジェクトに写真がありません。行ごとに写真が必要です。',
  },
  output: {
    title: '動画の保存先',
    folder: 'フォルダー',
    chooseFolder: '選ぶ…',
    naming: 'ファイル名',
    namingHint: '列の名前を差し込めます。{row} は表の行番号です。',
    atOnce: '同時に作る数',
    atOnceAuto: 'このパソコンに合わせる',
    atOnceHint: 'メモリに収まる数を超えません。',
  },
  rows: {
    label: '名簿の行',
    row: '行',
    state: '状態',
    ready: '準備完了',
    checking: '確認中',
    problems: (number) => `問題 ${number}件`,
    onlyProblems: '問題のある行だけ',
  },
  preview: {
    title: (row, name) => (name === '' ? `${row}行目` : `${row}行目：${name}`),
    none: '行を選ぶと、その動画を先に確かめられます。',
    said: '話す内容',
    projectVoice: 'プロジェクトの声',
    ownVoice: (file) => `録音「${file}」`,
    titles: 'タイトル',
    file: 'ファイル',
    problems: '問題',
    looking: '写真を見ています…',
    noPicture: '画像がありません',
  },
  start: {
    button: (number) => `${number}本を作る`,
    summary: (ready, problems) => `${ready}本を作れます。${problems}行は作れません。`,
    allReady: (ready) => `${ready}本すべてを作れます。`,
    checking: (done, total) => `ファイルを確認中：${total}件中${done}件`,
    noPhoto: 'プロジェクトに写真を入れるか、名簿に写真の列を作ってください。',
    busy: '前の一括作成がまだ続いています。',
  },
  review: {
    none: 'まだ何も作っていません。',
    states: {
      running: '作成中',
      paused: '一時停止中：始めた分は仕上げ、新しくは始めません。',
      interrupted: 'すべて作り終える前に終了しました。できた分はそのままです。',
      ended: '完了',
    },
    counts: (done, total) => `${total}本中${done}本`,
    trouble: (number) => `できなかった行：${number}`,
    eta: (time) => `残り約${time}`,
    noEta: '残り時間は、最初の1本ができると分かります。',
    overall: 'すべての動画',
    pause: '一時停止',
    continue: '続ける',
    cancel: 'すべて中止',
    again: (number) => `${number}本を作り直す`,
    sheet: '確認シートをフォルダーで表示',
    table: '表として保存…',
    filter: '表示',
    filters: {
      all: 'すべて',
      done: '完成',
      trouble: '未完成',
      remarks: '注意あり',
      redo: '作り直し',
    },
    nothing: '当てはまる行はありません。',
    rowStates: {
      waiting: '順番待ち',
      running: '作成中',
      done: '完成',
      failed: '失敗',
      refused: '作れません',
      cancelled: '中止',
    },
    wasThere: '前に作ったまま',
    duration: '長さ',
    reused: '再利用',
    confidence: '信頼度',
    confidenceOf: (percent) => `信頼度 ${percent}`,
    notComputed: '信頼度は計算していません',
    parts: (known, total) => `${total}区間中${known}区間を再利用`,
    warnings: (number) => `注意 ${number}件`,
    progress: (name) => `${name}の進み具合`,
    cancelRow: (name) => `${name}を中止`,
    retryRow: (name) => `${name}を作り直す`,
    reveal: (name) => `${name}をフォルダーで表示`,
    show: (name) => `${name}を確認`,
    video: (name) => `${name}の動画`,
    mark: '判定',
    marks: { fine: '良い', redo: 'やり直し' },
    choose: '行を選ぶと、その動画を確認できます。',
    text: '話す内容',
    remarks: '注意',
    headings: ['行', '名前', 'ファイル', '状態', '秒', '信頼度', '再利用した区間', '判定', '注意'],
  },
  problem,
  problemAt: (row, column) => (column === null ? `${row}行目` : `${row}行目「${column}」`),
  sample: () => [
    ['名前', 'メッセージ', '写真', '音声', '背景'],
    ['花子', '花子さん、お誕生日おめでとうございます。素敵な一年になりますように。', '', '', ''],
    ['健太', '', '', '', 'color:#f4e9d8'],
    ['さくら', '', '', '', 'scene:cherryBlossoms'],
  ],
};

export const jaBatchNative: NativeWords['batch'] = {
  chooseList: '名簿を選ぶ',
  chooseFolder: '動画をどのフォルダーに入れますか？',
  saveReview: '確認の表をどこに保存しますか？',
  saveSample: '名簿の見本をどこに保存しますか？',
  sampleName: '名簿の見本',
  done: '名簿の動画がそろいました',
  partly: '名簿の処理が終わりました。作れなかった動画があります',
};
