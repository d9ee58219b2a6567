import type { WarningWords } from './words.ts';

const known = (pattern: RegExp, text: WarningWords['text']): WarningWords => ({ pattern, text });

/** Why a device is not used, by the form of the English clause. What a driver says stays as it is. */
export const jaReasons: readonly WarningWords[] = [
  known(/^the library (.+) is missing$/, ([library = '']) => `ライブラリー「${library}」が見つかりません。`),
  known(
    /^it did not answer within (\d+) s$/,
    ([seconds = '']) => `${seconds}秒以内に応答がありませんでした。`,
  ),
  known(
    /^(.+) ended the program that tried it \((.+)\)$/s,
    ([device = '', how = '']) => `${device} を試したプログラムが異常終了しました（${how}）。`,
  ),
  known(
    /^(.+) computes this network wrongly: it is off by (\S+), at most (\S+) of the spread is accepted$/,
    ([, off = '', most = '']) => `計算結果がずれています（ずれ ${off}、許容 ${most}）。`,
  ),
  known(
    /^(.+) computes this network wrongly: it answers with values that are no numbers, at most (\S+) of the spread is accepted$/,
    () => '計算結果が数値になりません。',
  ),
];
