import type { WarningWords } from './words.ts';

/** Remarks on pictures that another service made, in Japanese, by the form of their English sentence. */
export const jaTalkWarnings: readonly WarningWords[] = [
  {
    pattern: /^Only videos are signed: this file has its record beside it, without a signature\.$/,
    text: () => '署名できるのは動画だけです。このファイルには、署名のない記録を添えました。',
  },
  {
    pattern:
      /^The person was cut out of the pictures from (.+) by the embedded model: edges of hair are softer than on the photo\.$/,
    text: ([by = '']) =>
      `${by}の動画の人物は内蔵モデルで切り抜きました。髪の輪郭は写真のときより柔らかくなります。`,
  },
  {
    pattern: /^Corrections of the cut-out are made on a photo: in the video from (.+) they were not used\.$/,
    text: ([by = '']) => `切り抜きの手直しは写真に対するものなので、${by}の動画には使っていません。`,
  },
  {
    pattern:
      /^The sound of the video from (.+) is not that of the voice: whether lips and sound agree could not be checked\.$/,
    text: ([by = '']) =>
      `${by}の動画の音は、この声のものではありません。口の動きと音が合っているかは確かめられませんでした。`,
  },
  {
    pattern:
      /^The video from (.+) and the voice run apart by (.+) s: the voice was changed since it was sent\.$/,
    text: ([by = '', sec = '']) =>
      `${by}の動画と声が${sec}秒ずれていきます。送信した後で声が変えられています。`,
  },
  {
    pattern: /^The video from (.+) ends (.+) s before the voice: its last picture stays\.$/,
    text: ([by = '', sec = '']) =>
      `${by}の動画は声より${sec}秒早く終わるため、最後の場面をそのまま映します。`,
  },
  {
    pattern: /^The video from (.+) is longer than (.+) seconds: it keeps its own background\.$/,
    text: ([by = '', sec = '']) => `${by}の動画は${sec}秒より長いため、元の背景のままです。`,
  },
];
