/** What can go wrong with voices of the system, with voices in another's colour, and with consent. */
import type { ErrorWords } from './en.ts';
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
};
