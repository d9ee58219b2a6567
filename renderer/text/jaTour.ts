import type { TourWords } from './enTour.ts';

export const jaTour: TourWords = {
  start: '使い方を見る',
  next: '次へ',
  back: '戻る',
  skip: '案内を終える',
  done: '完了',
  count: (number, of) => `${number} / ${of}`,
  stops: {
    materials: {
      title: '写真と声をひとつずつ',
      body: '写真と声をここにドロップします。声はファイル、録音、文章の読み上げから選べます。いま見えているのはサンプルです。いつでもご自分のものに替えられます。',
    },
    expression: {
      title: '声の表情',
      body: 'やさしく、華やかに、落ち着いて。プリセットを選び、4つまで同じ顔で並べて比べられます。',
    },
    stage: {
      title: '話すところを見る',
      body: 'スペースキーで再生します。ここで見聞きするものが、そのまま動画になります。',
    },
    timeline: {
      title: 'ひと区切りずつ、思いのままに',
      body: '区切りを上下に動かすと声の高さ、端を引くと速さが変わります。抑揚を描くこともできます。どの操作も元に戻せます。',
    },
    look: {
      title: '画面の見た目',
      body: '形、お祝いの背景、人物の位置を選びます。',
    },
    make: {
      title: '動画を作る',
      body: '動画はこのパソコンの中で作られます。どこにも送信されません。',
    },
  },
};
