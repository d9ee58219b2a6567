import type { WarningWords } from './words.ts';
import { jaTalkWarnings } from './jaTalkWarnings.ts';

const known = (pattern: RegExp, text: WarningWords['text']): WarningWords => ({ pattern, text });

/** Remarks of the engine's rooms, by the form of their English sentence. What a program reported stays as it is. */
export const jaWarnings: readonly WarningWords[] = [
  ...jaTalkWarnings,
  known(
    /^"(.+)" sounds like music or singing: melody and mouth follow a single speaking voice best\.$/s,
    ([file = '']) => `「${file}」は音楽か歌のようです。抑揚と口の動きは、1人の話し声でいちばんよく合います。`,
  ),
  known(
    /^The sample has only ([\d.]+) seconds of speech; with three or more the colour is truer\.$/,
    ([seconds = '']) => `見本の話し声は${seconds}秒だけです。3秒以上あると、声色がより近くなります。`,
  ),
  known(
    /^The (.+) file has (\d+) pictures; the first one is used\.$/,
    ([format = '', count = '']) => `${format} ファイルには${count}枚の画像があり、最初の1枚を使います。`,
  ),
  known(
    /^The photo was reduced from 16 to 8 bits a channel\.$/,
    () => '写真を1色あたり16ビットから8ビットに変換しました。',
  ),
  known(
    /^The photo was converted from CMYK to sRGB; colours may shift a little\.$/,
    () => '写真を CMYK から sRGB に変換しました。色が少し変わることがあります。',
  ),
  known(
    /^The (.+) file has small faults that do not show \((.+)\)\.$/s,
    ([format = '', detail = '']) =>
      `${format} ファイルに小さな不具合がありますが、見た目には影響しません（${detail}）。`,
  ),
  known(
    /^The recording is clipped: ([\d.]+) % of its samples are at full scale\. Lower the input level\.$/,
    ([percent = '']) => `音割れしています（全体の ${percent}%）。入力レベルを下げて録音してください。`,
  ),
  known(
    /^(\d+) damaged samples were replaced by silence\.$/,
    ([count = '']) => `壊れたサンプル ${count} 個を無音に置き換えました。`,
  ),
  known(
    /^Parts of the sound may be damaged \((.+)\)\.$/s,
    ([detail = '']) => `音声の一部が壊れている可能性があります（${detail}）。`,
  ),
  known(
    /^The photo shows (\d+) faces; face (\d+) speaks \(0 is the largest\)\.$/,
    ([count = '', index]) =>
      `写真には${count}人の顔があり、大きい順で${Number(index) + 1}番目の人が話します。`,
  ),
  known(
    /^The video was encoded in software, because no graphics chip writes it correctly \((.+)\)\.$/s,
    ([reasons = '']) =>
      `どのグラフィックスチップも動画を正しく書き出せないため、ソフトウェアで書き出しました（${reasons}）。`,
  ),
  known(
    /^The video was encoded in software: this ffmpeg knows no encoder of a graphics chip\.$/,
    () =>
      'この ffmpeg はグラフィックスチップでの書き出しに対応していないため、ソフトウェアで書き出しました。',
  ),
  known(/^The music "(.+)" is silent\.$/s, ([file = '']) => `音楽「${file}」は無音です。`),
  known(
    /^The music was lowered by ([\d.]+) dB, so that its peaks stay below -1 dB \(true peak\)\.$/,
    ([db = '']) => `ピークが -1 dB（トゥルーピーク）を超えないように、音楽を ${db} dB 下げました。`,
  ),
  known(
    /^The music gave way for ([\d.]+) s in all, so that the peaks of the voice do not grow above -1 dB \(true peak\)\.$/,
    ([sec = '']) =>
      `声のピークが -1 dB（トゥルーピーク）を超えて大きくならないように、音楽を合計 ${sec} 秒だけ下げました。`,
  ),
  known(
    /^The sound in the video has (\d+) Hz: AAC cannot carry the voice's own (\d+) Hz\.$/,
    ([video = '', voice = '']) =>
      `動画の音声は ${video} Hz です。AAC では元の音声の ${voice} Hz をそのまま扱えません。`,
  ),
  known(
    /^What was found out could not be kept in "(.+)" \((.+)\); next time it is worked out again\.$/,
    ([folder = '', code = '']) =>
      `解析の結果を「${folder}」に保存できませんでした（${code}）。次回はもう一度解析します。`,
  ),
  known(
    /^The model "(.+)" is damaged and out of use: the next best did its work\.$/,
    ([id = '']) => `モデル「${id}」のファイルが壊れているため、次に適したものを使いました。`,
  ),
  known(
    /^The model "(.+)" needs about ([\d.]+) GB of memory and ([\d.]+) GB are free: the embedded model cut the person out instead\.$/,
    ([id = '', need = '', free = '']) =>
      `モデル「${id}」には約 ${need} GB のメモリが必要ですが、空きは ${free} GB です。代わりに内蔵のモデルで人物を切り抜きました。`,
  ),
  known(
    /^The model "(.+)" failed \((.+)\): the embedded model cut the person out instead\.$/s,
    ([id = '', detail = '']) =>
      `モデル「${id}」が失敗しました（${detail}）。代わりに内蔵のモデルで人物を切り抜きました。`,
  ),
  known(
    /^The model "(.+)" looked at the photo at (\d+)x(\d+) instead of (\d+)x(\d+) for want of memory: fine hair may be less exact\.$/,
    ([id = '', width = '', height = '', bestWidth = '', bestHeight = '']) =>
      `メモリが足りないため、モデル「${id}」は写真を ${bestWidth}×${bestHeight} ではなく ${width}×${height} で処理しました。細い髪の精度が下がることがあります。`,
  ),
  known(
    /^(.+) was chosen, but cannot be used on this machine \((.+)\): networks run on the processor\.$/s,
    ([device = '', reason = '']) =>
      `${device} が選ばれていますが、このパソコンでは使えないため（${reason}）、モデルは CPU で動きました。`,
  ),
  known(
    /^(.+) was chosen, but (.+) runs on the processor: (.+)\.$/s,
    ([device = '', id = '', reason = '']) =>
      `${device} が選ばれていますが、モデル「${id}」は CPU で動きました（${reason}）。`,
  ),
  known(
    /^(.+) ran out of memory for (.+) with (\d+) frames at a time and went on with (\d+)\.$/,
    ([device = '', id = '', count = '', fewer = '']) =>
      `${device === 'The processor' ? 'CPU' : device} のメモリが足りないため、モデル「${id}」の一度に処理する枚数を${count}枚から${fewer}枚に減らして続けました。`,
  ),
  known(
    /^(.+) failed for (\S+) \((.+)\); the processor went on from there\.$/s,
    ([device = '', id = '', reason = '']) =>
      `${device} がモデル「${id}」の処理中に使えなくなったため（${reason}）、そこから CPU で続けました。`,
  ),
  known(
    /^The face was not seen in (\d+) of (\d+) pictures of the video; its place there is estimated\.$/,
    ([missing = '', all = '']) =>
      `動画の${all}コマのうち${missing}コマで顔が見えず、その位置は前後から推定しました。`,
  ),
  known(
    /^In a video loop a face is chosen, not a person: the choice of person was not used\.$/,
    () => '動画ループでは人物ではなく顔を選ぶため、人物の指定は使いませんでした。',
  ),
  known(
    /^A video loop is cut out with the embedded model: "(.+)" was not used\.$/,
    ([id = '']) => `動画ループは内蔵のモデルで切り抜くため、「${id}」は使いませんでした。`,
  ),
  known(
    /^Corrections of the cut-out are made on a photo: in a video loop they were not used\.$/,
    () => '切り抜きの修正は写真に対するもののため、動画ループでは使いませんでした。',
  ),
  known(
    /^(.+) has a confidence of ([\d.]+), below ([\d.]+): (.*) A gentler amount or the original voice will sound better\.$/s,
    ([what = '', score = '', gate = '']) =>
      `${what === 'The adjusted voice' ? '調整した声' : what}の信頼度は${score}で、目安の${gate}を下回っています。効果を弱めるか、元の声を使うとよく聞こえます。`,
  ),
  known(
    /^The recording is larger than ([\d.]+) MB, which D-ID may refuse; three minutes are safe\.$/,
    ([size = '']) => `録音が${size}MBを超えるため、D-IDに断られるかもしれません。3分以内なら確実です。`,
  ),
  known(
    /^When the video is done, D-ID calls (.+) and tells it where the video lies: whoever runs that address can get it\.$/,
    ([host = '']) =>
      `動画ができると、D-IDが${host}を呼び出して動画の場所を伝えます。そのアドレスを運営する人は動画を入手できます。`,
  ),
  known(
    /^The recording is not there any more: the video has the sound that D-ID sent, made from 16 kHz\.$/,
    () => '元の録音が見つからないため、動画の音声はD-IDから届いたもの（16kHzから作られたもの）です。',
  ),
  known(
    /^The video from D-ID is ([\d.]+) s long and the recording ([\d.]+) s: the video has the sound that D-ID sent, made from 16 kHz\.$/,
    ([video = '', voice = '']) =>
      `D-IDの動画は${video}秒、録音は${voice}秒で長さが合わないため、音声はD-IDから届いたもの（16kHzから作られたもの）です。`,
  ),
  known(
    /^The video is here, but D-ID did not delete everything; delete it there again later\.$/,
    () => '動画は保存されましたが、D-ID側のデータをすべては消せませんでした。後でもう一度消してください。',
  ),
  known(
    /^This is a video: its first picture is shown here, and the face is followed in all of them\.$/,
    () => 'これは動画です。ここには最初のコマを表示しています。顔はすべてのコマで追いかけます。',
  ),
  known(
    /^The cut-out leaves out most of the face that speaks: correct it, or choose another model for it\.$/,
    () => '切り抜きに、話す人の顔がほとんど入っていません。修正するか、別のモデルを選んでください。',
  ),
  known(
    /^No interrupted render of this request was found: the video was made from the beginning\.$/,
    () => '途中で止まった同じ動画がなかったので、最初から作りました。',
  ),
  known(
    /^"(.+)" has changed since the render was interrupted: the video was made anew\.$/s,
    ([file = '']) => `中断のあと「${file}」が変わったので、動画を作り直しました。`,
  ),
  known(
    /^Finished parts of the video could not be kept for later \((.+)\); next time they are made again\.$/s,
    ([why = '']) => `できた部分を次回のために保存できませんでした（${why}）。次回は作り直します。`,
  ),
  known(
    /^The model "(.+)" may not be used commercially \(licence: (.+)\)\.$/s,
    ([id = '', licence = '']) => `モデル「${id}」は商用には使えません（ライセンス：${licence}）。`,
  ),
];
