import type { ErrorWords } from './words.ts';
import { jaDidErrors } from './jaDidErrors.ts';
import { about, aboutModel, after, plain } from './jaErrorForms.ts';
import { jaPeopleErrors } from './jaPeopleErrors.ts';
import { jaWordErrors } from './jaWordErrors.ts';

const AGAIN = 'もう一度コピーまたはダウンロードするか、別の形式で保存し直してください。';

/** By error code (shared/errors.ts); a code without an entry keeps its English sentence. */
export const jaErrors: Readonly<Record<string, ErrorWords>> = {
  'file-not-found': about(
    'ファイル',
    'が見つかりません。',
    'ファイルがまだあるか、読み取れるかを確認してください。',
  ),
  'file-without-path': plain(
    'これはこのパソコンに保存されているファイルではありません。',
    '先に保存してから、そのファイルをドロップしてください。',
  ),
  'photo-not-found': about(
    '写真',
    'が見つかりません。',
    '移動や削除をしていないか確かめて、もう一度選んでください。',
  ),
  'out-not-still': plain(
    '画像のファイル名ではありません。',
    '.png、.jpg、.jpeg のどれかで終わる名前を付けてください。',
  ),
  'out-not-sticker': plain(
    'スタンプのファイル名ではありません。',
    '.gif か .webp で終わる名前を付けてください。',
  ),
  'out-not-sound': plain('音声のファイル名ではありません。', '.m4a か .wav で終わる名前を付けてください。'),
  'out-not-captions': plain(
    '字幕のファイル名ではありません。',
    '.srt か .vtt で終わる名前を付けてください。',
  ),
  'captions-none': plain(
    '書き出す字幕がありません。',
    '字幕を入力するか、ファイルから読み込むか、文章を読み上げさせてください。',
  ),
  'music-not-found': about(
    '音楽',
    'が見つかりません。',
    '移動や削除をしていないか確かめて、もう一度選んでください。',
  ),
  'music-unreadable': about('音楽', 'を読み取れません。', '読み取りの権限を確かめてください。'),
  'music-is-folder': about('音楽', 'はフォルダーです。', '中の音声ファイルを選んでください。'),
  'music-not-a-file': about('音楽', 'は普通のファイルではありません。', '音声ファイルを選んでください。'),
  'music-empty': about('音楽', 'は空のファイルです。', 'もう一度コピーまたは書き出してください。'),
  'music-no-sound': about('音楽', 'には音が入っていません。', '音の入ったファイルを選んでください。'),
  'music-not-audio': about(
    '音楽',
    'は読み込める音声ファイルではありません。',
    'WAV、MP3、M4A、FLAC、OGG、Opus、または音の入った動画を選んでください。',
  ),
  'music-corrupt': about('音楽', 'は壊れていて最後まで読み込めません。', AGAIN),
  'music-ends-before': about(
    '音楽',
    'は、始める位置より前に終わっています。',
    '始める位置を早めてください。',
  ),
  'voice-music': about(
    '音声',
    'は楽器の音や音楽で、話し声が入っていません。',
    '音楽のない、1人の話し声を録音したファイルを使ってください。',
  ),
  'voice-not-found': about(
    '音声',
    'が見つかりません。',
    '移動や削除をしていないか確かめて、もう一度選んでください。',
  ),
  'photo-unreadable': about('写真', 'を読み取れません。', '読み取りの権限を確かめてください。'),
  'voice-unreadable': about('音声', 'を読み取れません。', '読み取りの権限を確かめてください。'),
  'file-not-regular': about(
    'これ',
    'はファイルではありません。',
    'フォルダーではなく、一つのファイルを選んでください。',
  ),
  'file-empty': about('これ', 'は空のファイルです。', '別のファイルを選ぶか、もう一度書き出してください。'),
  'file-not-granted': plain('このファイルはもう開かれていません。', 'ファイルを選び直してください。'),
  'sample-missing': plain(
    '付属のサンプルが見つかりません。',
    'ご自分の写真と音声を使うか、もう一度インストールしてください。',
  ),

  'photo-type-unknown': about(
    'これ',
    'は読み込める画像ではありません。',
    'JPEG、PNG、WebP、AVIF、TIFF、GIF を使ってください。',
  ),
  'photo-unsupported': about('写真', 'は対応していない形式です。', 'JPEG か PNG として書き出してください。'),
  'photo-corrupt': about('写真', 'は壊れていて読み込めません。', AGAIN),
  'photo-truncated': about('写真', 'は途中で切れていて読み込めません。', AGAIN),
  'photo-hdr': about(
    '写真',
    'はハイダイナミックレンジの画像です。',
    '8 または 16 ビットの標準的な sRGB で書き出してください。',
  ),
  'photo-file-too-large': about(
    '写真',
    'のファイルが大きすぎます。',
    'JPEG か、小さめの画像として保存してください。',
  ),
  'photo-too-large': about(
    '写真',
    'の画素数が多すぎます。',
    '小さめのコピーを保存してください。1200万画素あれば十分です。',
  ),
  'photo-too-small': about(
    '写真',
    'は小さすぎます。',
    '顔の幅が 500 ピクセル以上あると、きれいに仕上がります。',
  ),
  'photo-no-face': about(
    '写真',
    'には顔が見つかりません。',
    '正面を向いた人がはっきり写っている写真を使ってください。',
  ),
  'photo-face-index': about('写真', 'には選ばれた顔がありません。', '話す人をもう一度選んでください。'),
  'photo-no-person': about(
    '写真',
    'に人が見つかりませんでした。',
    '人が写っている写真を使うか、人ではなく顔を選んでください。',
  ),
  'photo-person-index': about('写真', 'には選ばれた人がいません。', '話す人をもう一度選んでください。'),
  'photo-person-no-face': about(
    '写真',
    'の選ばれた人は顔が見えません。',
    '別の人を選ぶか、顔が正面からはっきり写っている写真を使ってください。',
  ),

  'voice-type-unknown': about(
    'これ',
    'は読み込める音声ではありません。',
    'WAV、MP3、M4A、FLAC、OGG、または音声付きの動画を使ってください。',
  ),
  'voice-not-audio': about(
    'これ',
    'は読み込める音声ではありません。',
    'WAV、MP3、M4A、FLAC、OGG、または音声付きの動画を使ってください。',
  ),
  'voice-no-sound': about(
    'ファイル',
    'には音が入っていません。',
    '録音したファイルか、音声付きの動画を選んでください。',
  ),
  'voice-corrupt': about('音声', 'は壊れていて最後まで読み込めません。', AGAIN),
  'voice-truncated': about('音声', 'は途中で切れています。', AGAIN),
  'voice-silent': about('音声', 'は無音です。', 'マイクと入力レベルを確かめて、録音し直してください。'),
  'voice-no-speech': about(
    '音声',
    'からは話し声が聞き取れませんでした。',
    '大きな音楽や雑音のない、ひとりの話し声を使ってください。',
  ),
  'voice-too-short': about('音声', 'は短すぎます。', 'もう少し長い録音を選んでください。'),
  'voice-too-long': about('音声', 'は長すぎます。', '短く分けてください。'),
  'voice-too-large': about(
    '音声',
    'は大きすぎます。',
    '48 kHz のモノラルかステレオで書き出すか、短く分けてください。',
  ),
  'voice-sample-rate': about(
    '音声',
    'のサンプリング周波数には対応していません。',
    '44.1 kHz か 48 kHz で書き出してください。',
  ),
  'voice-too-many-channels': about(
    '音声',
    'のチャンネルが多すぎます。',
    'モノラルかステレオで書き出してください。',
  ),

  'background-unreadable': plain(
    '背景の画像を読み込めません。',
    '画像ビューアーで開ける JPEG、PNG、WebP、AVIF、TIFF、GIF を選んでください。',
  ),
  'disk-full': plain(
    'ディスクの空きが足りず、動画を書き込めません。',
    '空きを作るか、別のディスクを選んで、もう一度作ってください。',
  ),
  'ffmpeg-memory': plain(
    'ffmpeg のメモリー使用量が上限を超えたため、終了させました。',
    'もっと小さなファイルまたはサイズを使ってください。小さなファイルの場合は、壊れている可能性があります。',
  ),
  'ffmpeg-stalled': plain(
    'ffmpeg が長い間何もしなかったため、終了させました。',
    'パソコンがすいているときに、もう一度作ってください。',
  ),
  'memory-full': plain(
    'メモリーが足りず、動画を書き出せません。',
    'ほかのプログラムを閉じるか、小さいサイズを選んで、もう一度作ってください。',
  ),
  'temp-full': plain(
    '一時ファイル用のフォルダーに空きがなく、音声を置けません。',
    '空きを作ってから、もう一度作ってください。',
  ),
  'out-folder': plain(
    '保存先のフォルダーがないか、書き込めません。',
    '書き込みのできるフォルダーを選んでください。',
  ),
  'out-is-folder': plain('保存先がフォルダーになっています。', 'ファイル名を付けて保存してください。'),
  'result-gone': plain('動画が保存した場所に見当たりません。', 'もう一度作ってください。'),
  'project-in-use': plain(
    'このプロジェクトは別の寿ぎスタジオで開いています。',
    'そちらで閉じるか、ファイルをコピーしてから開いてください。',
  ),
  'bundle-gone': plain('集めたものはもうありません。', 'もう一度集めてください。'),
  'bundle-not-zip': plain('.zip ファイルではありません。', '.zip で終わる名前を選んでください。'),
  'bundle-unwritable': plain(
    '集めたものを書き込めませんでした。',
    '書き込みができて空き容量のあるフォルダーを選んでください。',
  ),
  'copy-failed': plain(
    'コピーを書き込めませんでした。',
    '書き込みができて空き容量のあるフォルダーを選んでください。',
  ),

  'model-missing': plain(
    '必要なモデルのファイルがありません。',
    '「npm run setup」をもう一度実行してください。',
  ),
  'model-damaged': plain(
    'モデルのファイルが壊れているか、公開されているものと異なります。',
    '追加したモデルは入れ直してください。付属のモデルは「npm run setup」でもう一度作れます。',
  ),
  'model-file': aboutModel(
    'はモデルとして使えません。',
    / is not usable as a model: (.*)\.$/,
    '最後までダウンロードまたはコピーされた ONNX ファイル（.onnx）を選んでください。',
  ),
  'model-contract': {
    message: (fileName, original) => {
      const expected = after(original, / Expected: (.*)\. Found: /);
      const found = after(original, /\. Found: (.*)\.$/);
      const what = fileName === null ? 'このファイル' : `「${fileName}」`;
      return `${what}は、この項目のモデルではありません（正しい形：${expected}、実際：${found}）。`;
    },
    hint: 'カタログの項目に合ったファイルか、ファイルに合った項目を選んでください。',
  },
  'model-licence': plain(
    'このモデルは、ライセンスを読んで同意してからでないと追加できません。',
    '注意書きを読み、同意できる場合は同意してから、もう一度追加してください。',
  ),
  'model-offline': plain(
    'モデルをダウンロードできません。配布元のサーバーにつながりません。',
    'インターネット接続を確かめて、もう一度追加してください（続きから始まります）。または、別のパソコンでダウンロードしたファイルを読み込んでください。',
  ),
  'model-unavailable': plain(
    'モデルをダウンロードできません。配布元のサーバーがファイルを渡しません。',
    '時間をおいてもう一度試すか、別に入手したファイルを読み込んでください。',
  ),
  'model-not-installed': plain(
    'そのモデルは追加されていません。',
    '「モデル」の画面で追加するか、別のモデルを選んでください。',
  ),
  'model-import-only': plain(
    'このモデルはダウンロードできません。',
    'お手持ちのファイルを読み込んでください。',
  ),
  'model-embedded': plain(
    'このモデルは付属のもので、追加や削除はできません。',
    '壊れているときは「npm run setup」を実行するか、もう一度インストールしてください。',
  ),
  'model-unknown': plain('そのモデルはありません。', '一覧にあるモデルを選んでください。'),
  'model-disk-full': plain(
    'ディスクの空きが足りず、モデルを置けません。',
    '空きを作ってから、もう一度追加してください（続きから始まります）。',
  ),
  'model-folder': plain(
    'モデルのフォルダーに書き込めません。',
    '書き込みの権限を確かめるか、KOTOHOGI_HOME で別のフォルダーを指定してください。',
  ),
  'model-busy': plain('このモデルは作業中です。', '終わるまで待つか、中止してください。'),
  'lipsync-network': plain(
    '口の動きを描くモデルの形が正しくありません。',
    'モデルをもう一度インストールするか、内蔵のリップシンクを使ってください。',
  ),
  'model-unloadable': plain(
    'モデルのファイルを読み込めません。',
    '「npm run setup」をもう一度実行してください。',
  ),
  'cuda-libraries': plain(
    'CUDA のライブラリーを取り込めません。',
    'Linux x64 用で、使用中の ONNX Runtime と同じ版のライブラリーがあるフォルダーを指定してください。',
  ),
  'installation-incomplete': plain(
    'プログラムの一部が見つかりません。',
    'もう一度インストールしてください。',
  ),
  'ffmpeg-missing': plain(
    '動画を書き出すための ffmpeg が見つかりません。',
    '「kotohogi doctor」が入手方法を案内します。',
  ),
  'ffmpeg-override-broken': plain(
    'KOTOHOGI_FFMPEG の指すプログラムを起動できません。',
    '変数を直すか、取り除いてください。',
  ),
  'comparison-busy': plain(
    'すでに比較の動画を書き出しています。',
    '終わるまで待つか、中止してからやり直してください。',
  ),
  'take-gone': plain('この声の音は片付けられました。', 'もう一度聞いてください。'),
  'preset-unknown': plain(
    'その話し方のプリセットはありません。',
    '一覧にあるプリセットを選ぶか、そのファイルを読み込んでください。',
  ),
  'preset-no-name': plain('プリセットに名前がありません。', '名前を入力して、もう一度保存してください。'),
  'preset-store': about(
    '保存した話し方のプリセット',
    'を読めません。',
    '控えのファイルに置き換えるか、別の場所に移してください。',
  ),
  'preset-file': about(
    'プリセットのファイル',
    'はプリセットとして読めません。',
    'この画面から書き出したファイルを選んでください。',
  ),
  'engine-died': plain(
    'エンジンが予期せず停止しました。',
    'もう一度試してください。繰り返す場合は「kotohogi doctor」を実行してください。',
  ),
  'job-unknown': plain('この動画はもう一覧にありません。', 'もう一度始めてください。'),
  cancelled: plain('中止しました。', '何も書き出されていません。'),
  'internal-error': plain(
    'プログラムの内部で問題が起きました。',
    '「kotohogi doctor --json」の出力を添えてお知らせください。',
  ),

  'loop-not-video': about(
    'これ',
    'は読み込める動画ではありません。',
    'MP4、MOV、WebM、MKV の動画か、写真を選んでください。',
  ),
  'loop-no-picture': about(
    'このファイル',
    'には映像がありません。',
    '顔が映っている動画か、写真を選んでください。',
  ),
  'loop-too-long': about(
    '動画',
    'は60秒より長いです。',
    '一部を切り出してください。往復して再生するので、数秒あれば十分です。',
  ),
  'loop-too-small': about('動画', 'は小さすぎます。', '480×480ピクセル以上の動画を選んでください。'),
  'loop-hdr': about(
    '動画',
    'は HDR（PQ または HLG）で記録されています。',
    '通常の SDR（BT.709）で書き出してください。iPhone では「設定 > カメラ > ビデオ撮影 > HDR ビデオ」をオフにします。',
  ),
  'loop-corrupt': about('動画', 'は壊れていて、最後まで読み込めません。', AGAIN),
  'loop-no-face': about(
    '動画',
    'の始めに顔が見つかりませんでした。',
    '正面を向いた顔がはっきり映っているところから始まるように切り出してください。',
  ),
  'loop-face-lost': about(
    '動画',
    'の途中で顔を追えなくなりました。',
    '顔がカメラを向いていて、0.5秒より長く隠れない部分を切り出してください。',
  ),
  'loop-cut': about(
    '動画',
    'の途中で場面が変わっています。',
    '場面が変わらない部分を切り出してください。往復して再生します。',
  ),

  ...Object.fromEntries(Object.entries(jaDidErrors).map(([code, words]) => [code, plain(...words)])),
  ...jaPeopleErrors,
  ...jaWordErrors,
  'update-damaged': plain(
    '取得した新しいバージョンが、配布元の知らせる内容と違うため、破棄しました。',
    'しばらくしてからもう一度試し、それでも同じなら配布元に知らせてください。',
  ),
  'update-list-unreadable': plain(
    '配布元のバージョン一覧を読み取れません。',
    '設定のアドレスを確認するか、配布元に知らせてください。',
  ),
  'update-unreachable': plain(
    '新しいバージョンを取得できませんでした。',
    '接続と、設定のアドレスを確認してください。',
  ),
  'update-not-ready': plain(
    'インストールできる新しいバージョンがありません。',
    '先に新しいバージョンを確認してください。',
  ),
};
