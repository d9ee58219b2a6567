/** What can go wrong with voices of the system, with voices in another's colour, and with consent. */
import type { ErrorWords } from './words.ts';
import { after, plain } from './jaErrorForms.ts';

export const jaPeopleErrors: Readonly<Record<string, ErrorWords>> = {
  'voice-program-missing': plain(
    'システムの読み上げプログラムがありません。',
    'システムの設定で声を追加するか（Linux では flite など）、別の声を選んでください。',
  ),
  'voice-program-failed': {
    message: (_fileName, original) => {
      const reason = after(original, /could not speak: (.+)\.$/);
      return `システムの読み上げプログラムが失敗しました。${reason === '' ? '' : `（${reason}）`}`;
    },
    hint: '別の声を選ぶか、プログラムを入れ直してください。',
  },
  'consent-missing': {
    message: (_fileName, original) => {
      const person = after(original, /There is no note that (.+) agreed/);
      return `${person === '' ? 'その人' : `「${person}」さん`}が声色の使用に同意したという記録がありません。`;
    },
    hint: '本人に確かめて、「人と同意」に記録してください。',
  },
  'sample-too-short': {
    message: (fileName, original) =>
      `見本${fileName === null ? '' : `「${fileName}」`}には、話し声が${after(original, /has only ([\d.]+) seconds/)}秒しかありません。`,
    hint: '本人が一人で、音楽なしで3秒以上話している録音を選んでください。',
  },
  'conversion-tensors': plain(
    '声色のモデルの入力または出力が見分けられません。',
    'OpenVoice V2 の声色変換から書き出した別のファイルを読み込んでください。',
  ),
  'conversion-hop': plain(
    '声色の変換モデルが、別の版のものです。',
    'OpenVoice V2 の声色変換から書き出したファイルを読み込んでください。',
  ),
};
