/** What can go wrong with words that are read aloud or shown, with projects and with lists. */
import type { ErrorWords } from './words.ts';
import { about, aboutModel, after, plain } from './jaErrorForms.ts';

export const jaWordErrors: Readonly<Record<string, ErrorWords>> = {
  'project-media-other': about(
    'これ',
    'は、プロジェクトで使われていたファイルではありません。',
    '同じファイルを選ぶか、なしで開いてから選び直してください。',
  ),
  'offer-unknown': plain('このプロジェクトはもう一覧にありません。', 'ファイルを選び直してください。'),
  'nothing-to-restore': plain('復元するものがありません。', 'プロジェクトを開いてください。'),
  'project-not-found': about(
    'プロジェクト',
    'が見つかりません。',
    '移動や削除をしていないか確かめて、もう一度選んでください。',
  ),
  'project-unreadable': about(
    'このファイル',
    'は寿ぎスタジオのプロジェクトではありません。',
    '名前が「.kotohogi」で終わるファイルを選んでください。',
  ),
  'project-damaged': about(
    'プロジェクト',
    'は壊れています。',
    'バックアップを開いてください。中の写真と音声は、ZIPを開けるソフトで取り出せることがあります。',
  ),
  'project-newer': about(
    'プロジェクト',
    'は、新しい版の寿ぎスタジオで保存されています。',
    '寿ぎスタジオを更新してから、もう一度開いてください。',
  ),
  'project-unwritable': about(
    'プロジェクト',
    'を保存できませんでした。',
    'フォルダーがあるか、書き込めるか、空き容量があるかを確かめてください。',
  ),
  'project-name': about(
    'この名前',
    'はプロジェクトの名前になりません。',
    '「.kotohogi」で終わる名前を選んでください。',
  ),
  'project-exists': about(
    'この名前のプロジェクト',
    'はすでにあります。',
    '別の名前を選ぶか、あるものを開いてください。',
  ),
  'project-incomplete': about(
    'プロジェクト',
    'には、まだ写真または音声がありません。',
    '開いて、写真と音声を選んでください。',
  ),
  'project-media-missing': about(
    'プロジェクト',
    'が使うファイルが見つかりません。',
    'ファイルを元の場所に戻すか、プロジェクトを開いて選び直してください。',
  ),
  'batch-csv': about(
    '一覧',
    'を読み取れません。',
    '表計算ソフトからCSV（UTF-8）で保存し、どの行も1行目と同じ数のセルにしてください。',
  ),
  'batch-empty': about('一覧', 'に使える行がありません。', '見出しと、動画1本につき1行を書いてください。'),
  'batch-busy': plain('一括作成がまだ続いています。', '終わるのを待つか、中止してください。'),
  'batch-none': plain('一括作成はまだありません。', '名簿を開いて始めてください。'),
  'list-type-unknown': about(
    'このファイル',
    'は、読み込める名簿の形式ではありません。',
    '表計算ソフトからCSVで保存してください。',
  ),
  'batch-too-large': about(
    '一覧',
    'は、招待者の一覧としては大きすぎます。',
    '表計算ソフトで保存したCSVファイルを選んでください。',
  ),
  'batch-no-name': about(
    '一覧',
    'の見出しが使えません。',
    '1行目に列の名前を1回ずつ書き、name の列を入れてください。',
  ),
  'batch-unreadable': about('一覧', 'を開けません。', '名前とフォルダーを確かめてください。'),
  'queue-unreachable': plain(
    '動画の受付（Redis）が応答しません。',
    'Redisが動いているか、ここから届くか、パスワードを確かめてください。',
  ),
  'queue-version': plain(
    '受付の仕事は、別の版のプログラムのものです。',
    'すべてのパソコンで同じ版を使ってください。',
  ),
  'worker-lost': plain(
    'この動画をつくっていたパソコンが途中で止まりました。',
    'もう一度まとめて実行してください。できたものは残っています。',
  ),
  'batch-folder': about('保存先のフォルダー', 'を作れません。', '別のフォルダーを選んでください。'),
  'captions-unreadable': about('字幕ファイル', 'を読み取れません。', '名前とフォルダーを確かめてください。'),
  'captions-empty': about(
    'このファイル',
    'には字幕がありません。',
    'UTF-8で保存されたSRTまたはVTTのファイルを選んでください。',
  ),
  'readings-csv': about(
    'この表',
    'には読み方がありません。',
    '「言葉、読み方、言語（en、ja、fa など）」の3列の表を、CSV（UTF-8）で保存してください。',
  ),
  'recording-unwritable': plain(
    '録音をディスクに書き込めませんでした。',
    '空き容量を確かめてください。それまでに録音した分は残っています。',
  ),
  'recording-too-short': plain(
    '録音が短すぎます。',
    'もう一度録音し、話し終えたら「停止」を押してください。',
  ),
  'recording-over': plain('この録音は終わっています。', '「録音」を押して、録り直してください。'),
  'microphone-denied': plain(
    'マイクを使うことが許可されていません。',
    'システムのプライバシー設定でこのプログラムにマイクの使用を許可してから、もう一度試してください。音声ファイルを選ぶこともできます。',
  ),
  'microphone-none': plain(
    'マイクが見つかりません。',
    'マイクをつないでもう一度試すか、電話などで録音した音声ファイルを選んでください。',
  ),
  'microphone-busy': plain(
    'マイクが動き始めません。',
    'マイクを使っているほかのプログラムを閉じるか、別のマイクを選んで、もう一度試してください。',
  ),
  'microphone-failed': plain(
    'マイクを開けませんでした。',
    '別のマイクを選ぶか、音声ファイルを選んでください。',
  ),
  'microphone-lost': plain(
    'マイクが外れました。',
    'つなぎ直すか、別のマイクを選んでください。それまでに録音した分は残っています。',
  ),
  'text-empty': plain('文章に、読み上げる言葉がありません。', '一つ以上の言葉を書いてください。'),
  'text-too-long': plain('文章が長すぎます。', '短くするか、いくつかの動画に分けてください。'),
  'text-unreadable': {
    message: (_fileName, original) => {
      const letters = after(original, /cannot read (.+)\.$/u);
      return letters === ''
        ? 'この声では読めない文字があります。'
        : `この声では読めない文字があります：${letters}`;
    },
    hint: 'かなで書くか、「言葉の読み方」に読みを登録するか、その文字を読める声を選んでください。',
  },
  'text-file': about('文章のファイル', 'を読み取れません。', '名前とフォルダーを確かめてください。'),
  'voice-not-available': plain(
    'この言葉を話す声が、このパソコンにありません。',
    '声を追加するか、録音した音声を使ってください。',
  ),
  'voicevox-unreachable': plain(
    'VOICEVOXのエンジンが動いていません。',
    'VOICEVOXを起動するか、別の声を選んでください。',
  ),
  'voicevox-slow': plain(
    'VOICEVOXのエンジンが時間内に答えませんでした。',
    'エンジンを起動し直すか、別の声を選んでください。',
  ),
  'voicevox-failed': plain(
    'VOICEVOXのエンジンが音声を作れませんでした。',
    'エンジンを起動し直してください。直らなければ、更新するか別の声を選んでください。',
  ),
  'voicevox-text': plain('VOICEVOXがこの文章を読めません。', '言葉を変えるか、別の声を選んでください。'),
  'espeak-missing': plain(
    '読み上げプログラムespeak-ngが入っていません。',
    'espeak-ngをインストールするか、録音した音声を使ってください。',
  ),
  'voice-config': aboutModel(
    'はPiperの声の設定ではありません',
    /does not describe a Piper voice: (.*?)\.(?: |$)/,
    '声の.onnxと同じフォルダーにあった.onnx.jsonを使ってください。',
  ),
  'voice-config-missing': plain(
    '声の設定ファイル（.onnx.json）がありません。',
    '声の.onnxと.onnx.jsonを同じフォルダーに置いて、もう一度.onnxを読み込んでください。ダウンロードの場合は、インターネット接続を確かめてもう一度お試しください。',
  ),
  'voice-cannot-say': {
    message: (_fileName, original) =>
      `この声では発音できない音があります：${after(original, /cannot say the sounds? (.*?) \(/) || '不明な音'}`,
    hint: '別の書き方にするか、「読み方」で読みを登録するか、別の声を選んでください。',
  },
  'voice-failed': plain(
    '声のモデルが文章を音にできませんでした。',
    'モデルの画面でこの声を検査し、入れ直してください。',
  ),
  'japanese-dictionary': plain(
    '日本語の読みの辞書が見つかりません。',
    'Kotohogi Studio をもう一度インストールするか、かなで書いてください。',
  ),
  'espeak-failed': plain(
    'espeak-ngがこの声で話せませんでした。',
    '別の声を選ぶか、espeak-ngを入れ直してください。',
  ),
};
