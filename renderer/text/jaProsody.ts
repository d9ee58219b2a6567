import type { WarningWords } from './words.ts';

const known = (pattern: RegExp, text: WarningWords['text']): WarningWords => ({ pattern, text });
const same = (pattern: RegExp, text: string): WarningWords => known(pattern, () => text);

/** What was held back for a voice and its language, and how an adjusted voice turned out. */
export const jaProsody: readonly WarningWords[] = [
  known(
    /^The melody was widened less than the preset says: the voice is lively already \(([\d.]+) semitones\)\.$/,
    ([semitones = '']) =>
      `もともと抑揚の豊かな声（${semitones} 半音）なので、抑揚はプリセットより控えめに広げました。`,
  ),
  known(
    /^The tempo was not raised: the voice is fast already \(([\d.]+) syllables a second\)\.$/,
    ([rate = '']) => `もともと速い話し方（毎秒 ${rate} 音節）なので、テンポは上げませんでした。`,
  ),
  known(
    /^The pitch was raised half as far as the preset says: the voice is high already \((\d+) Hz\)\.$/,
    ([hz = '']) => `もともと高い声（${hz} Hz）なので、声の高さはプリセットの半分だけ上げました。`,
  ),
  same(
    /^The melody was kept within what leaves Japanese pitch accents as they are\.$/,
    '抑揚は、日本語のアクセントが変わらない範囲にとどめました。',
  ),
  same(
    /^The tempo was raised less: the lengths of Japanese morae carry meaning\.$/,
    '拍の長さは意味を変えるので、テンポは控えめに上げました。',
  ),
  same(
    /^The pitch was raised less: in Japanese a man's and a woman's pitch lie further apart\.$/,
    '日本語では男声と女声の高さの差が大きいので、声の高さは控えめに上げました。',
  ),
  same(
    /^Phrase ends were lifted less: a rise makes a Japanese sentence a question\.$/,
    '文末が上がると疑問文になるので、文末は控えめに上げました。',
  ),
  same(
    /^The melody was kept within what leaves Persian word accents as they are\.$/,
    '抑揚は、ペルシア語のアクセントが変わらない範囲にとどめました。',
  ),
  same(
    /^The loudness was raised less: loud joy is taken for anger in Persian\.$/,
    'ペルシア語では大きな喜びの声が怒りに聞こえるので、音量は控えめに上げました。',
  ),
  same(
    /^The sound was brightened less: bright joy is taken for anger in Persian\.$/,
    'ペルシア語では明るい喜びの声が怒りに聞こえるので、音の明るさは控えめにしました。',
  ),
  same(
    /^Phrase ends were not lifted: a high end makes a Persian sentence a question\.$/,
    'ペルシア語では文末が高いと疑問文になるので、文末は上げませんでした。',
  ),
  same(
    /^The tempo changes within phrases: in Japanese the lengths of morae carry meaning\.$/,
    '文の途中でテンポが変わります。日本語では拍の長さが意味を変えます。',
  ),
  same(
    /^The pitch is changed so far that it may sound processed\.$/,
    '声の高さの変化が大きく、加工した音に聞こえることがあります。',
  ),
  same(
    /^The melody is widened so far that it may sound processed\.$/,
    '抑揚の変化が大きく、加工した音に聞こえることがあります。',
  ),
  same(
    /^The tempo is changed so far that it may sound processed\.$/,
    'テンポの変化が大きく、加工した音に聞こえることがあります。',
  ),
  same(
    /^Pitch and tempo together are changed so far that it may sound processed\.$/,
    '高さとテンポの変化が合わせて大きく、加工した音に聞こえることがあります。',
  ),
  same(
    /^The pitch was left alone: nothing in the voice is voiced\.$/,
    '声の高さのある音が見つからないので、高さは変えていません。',
  ),
  known(
    /^A drawn curve was made less steep: no voice moves faster than (\d+) semitones a second\.$/,
    ([speed = '']) => `描いた線をゆるやかにしました。声の高さは毎秒 ${speed} 半音より速くは動きません。`,
  ),
  same(
    /^The highest or lowest tones were held within the reach of this voice\.$/,
    'いちばん高い音や低い音を、この声で出せる範囲にとどめました。',
  ),
  same(
    /^A drawn curve turns a Japanese pitch accent round: the word may be understood as another one\.$/,
    '描いた線で日本語のアクセントが逆になり、別の言葉に聞こえることがあります。',
  ),
  known(
    /^Pauses were kept between ([\d.]+) and ([\d.]+) seconds\.$/,
    ([from = '', to = '']) => `間（ま）の長さは ${from} 秒から ${to} 秒の間にとどめました。`,
  ),
  known(
    /^The loudness was raised ([\d.]+) LU less than asked: the peaks of the voice leave no more room\.$/,
    ([missed = '']) =>
      `音量は指定より ${missed} LU 小さくなりました。声のピークがあり、これ以上は上げられません。`,
  ),
  known(
    /^The pitch is (\d+) cents from what was asked, ([\d.]+) % of it is more than three semitones off, and its range is (\d+) % (narrower|wider)\.$/,
    ([cents = '', gross = '', range = '', direction]) =>
      `声の高さは指定から ${cents} セントずれ、その ${gross}% は3半音より大きくずれています。抑揚の幅は ${range}% ${direction === 'wider' ? '広く' : '狭く'}なっています。`,
  ),
  same(
    /^The result has no voiced sound where a pitch was asked for\.$/,
    '高さを指定したところに、声の高さのある音がありません。',
  ),
  same(
    /^The voice has next to no voiced speech \(a whisper, noise, a very short sound\), so its pitch could not be changed as asked\.$/,
    '声の高さのある音がほとんどない（ささやき、雑音、ごく短い音）ので、高さを指定どおりに変えられませんでした。',
  ),
  same(
    /^The voice has next to no voiced speech, and no change of pitch was asked for\.$/,
    '声の高さのある音はほとんどありませんが、高さの変更は求められていません。',
  ),
  known(
    /^Voiced and voiceless sounds are in their places in ([\d.]+) % of the time\.$/,
    ([share = '']) => `有声音と無声音は、全体の ${share}% で正しい位置にあります。`,
  ),
  known(
    /^The result lasts ([\d.]+) s, ([\d.]+) % off the ([\d.]+) s planned\.$/,
    ([actual = '', error = '', planned = '']) =>
      `長さは ${actual} 秒で、予定の ${planned} 秒から ${error}% ずれています。`,
  ),
  known(
    /^The recording itself is clipped: ([\d.]+) % of its samples are cut off\.$/,
    ([share = '']) => `もとの録音が音割れしています（全体の ${share}%）。`,
  ),
  known(
    /^([\d.]+) % of the samples are cut off\.$/,
    ([share = '']) => `音割れが全体の ${share}% にあります。`,
  ),
  known(
    /^The colour of the voice differs from the original by ([\d.]+) dB\.$/,
    ([distance = '']) => `声の音色は、もとの声から ${distance} dB ずれています。`,
  ),
  known(
    /^The colour of the voice differs from the original by ([\d.]+) dB, and ([\d.]+) dB of its clearness are lost: it buzzes\.$/,
    ([distance = '', lost = '']) =>
      `声の音色がもとの声から ${distance} dB ずれ、澄んだ響きが ${lost} dB 失われて、ざらついています。`,
  ),
  same(
    /^Noise covers the recording so far that damage to the voice cannot be told from it\.$/,
    '雑音が大きく、声が損なわれたかどうかを判断できません。',
  ),
  known(
    /^The request moves the pitch by up to ([\d.]+) semitones and changes lengths by up to (\d+) %\.$/,
    ([semitones = '', lengths = '']) =>
      `指定では、高さが最大 ${semitones} 半音、長さが最大 ${lengths}% 変わります。`,
  ),
  same(/^There is no speech in the recording\.$/, '録音に話し声がありません。'),
];
