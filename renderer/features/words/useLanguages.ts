import { useMemo } from 'react';
import type { Speaker } from '../../../shared/contract/spoken.ts';
import { languagesOf, type LanguageOption } from '../../../shared/speech/speakerGroups.ts';
import { useText } from '../../text/useText.ts';

const NONE: readonly Speaker[] = [];

/** The languages that can be read aloud, made once for the voices there are: naming and sorting them takes time. */
export function useLanguages(speakers: readonly Speaker[] = NONE): readonly LanguageOption[] {
  const { language } = useText();
  return useMemo(() => languagesOf(speakers, language), [speakers, language]);
}
