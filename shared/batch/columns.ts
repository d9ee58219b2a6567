/** What the columns of a list stand for, by their headings in English and Japanese. */

export const BATCH_ROLES = [
  'name',
  'text',
  'photo',
  'voice',
  'preset',
  'background',
  'language',
  'speaker',
] as const;
export type BatchRole = (typeof BATCH_ROLES)[number];

/** Index of the column that stands for a role; a role without one is not in the list. */
export type ColumnMapping = Readonly<Partial<Record<BatchRole, number>>>;

/** Headings as people write them, without spaces and in lower case; the first word of each is the documented one. */
const HEADINGS: Readonly<Record<BatchRole, readonly string[]>> = {
  name: ['name', 'guest', 'guestname', 'recipient', 'fullname', '名前', 'お名前', '氏名', '宛名', '名'],
  text: [
    'text',
    'message',
    'words',
    'speech',
    'script',
    '文章',
    'メッセージ',
    'テキスト',
    '台詞',
    'セリフ',
    '本文',
  ],
  photo: ['photo', 'picture', 'image', 'portrait', '写真', '画像', '顔写真'],
  voice: ['voice', 'audio', 'sound', 'recording', '音声', '声', '録音', 'ボイス'],
  preset: ['preset', 'voicepreset', 'expression', 'プリセット', '声の表情', '表情'],
  background: ['background', 'backdrop', '背景'],
  language: ['lang', 'language', '言語', 'ことば', '言葉'],
  speaker: ['speaker', 'reader', 'narrator', '話者', '読み手', '話し手'],
};

const plainHeading = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_\-.:*]/gu, '');

/** What a heading stands for; null: a field of the person's own. */
export function roleOfHeading(heading: string): BatchRole | null {
  const plain = plainHeading(heading);
  return BATCH_ROLES.find((role) => HEADINGS[role].includes(plain)) ?? null;
}

/** Recognises columns. A role goes to the first column that is called so. */
export function recogniseColumns(headings: readonly string[]): ColumnMapping {
  const mapping: Partial<Record<BatchRole, number>> = {};
  headings.forEach((heading, index) => {
    const role = roleOfHeading(heading);
    if (role !== null) mapping[role] ??= index;
  });
  return mapping;
}

/** Gives a column a role, or none; whoever had the role before loses it. */
export function withRole(mapping: ColumnMapping, column: number, role: BatchRole | null): ColumnMapping {
  const others = Object.entries(mapping).filter(([name, index]) => index !== column && name !== role);
  return Object.fromEntries([...others, ...(role === null ? [] : [[role, column] as const])]);
}
