import { NAME_PLACE } from '../../../shared/project/namePlace.ts';
import { SPOKEN_FIELD_ID } from '../voice/VoiceWays.tsx';

/** A suggestion as it is offered: nobody has to know how the place of the name is written. */
export const asOffered = (suggestion: string): string => suggestion.replaceAll(NAME_PLACE, '…');

/** After a suggestion was taken the keyboard is in the text, the place of the name selected: typing fills it in. */
export function fillName(suggestion: string): void {
  // The field has the words with the next picture.
  requestAnimationFrame(() => {
    const field = document.getElementById(SPOKEN_FIELD_ID);
    if (!(field instanceof HTMLTextAreaElement)) return;
    field.focus();
    const at = suggestion.indexOf(NAME_PLACE);
    if (at >= 0) field.setSelectionRange(at, at + NAME_PLACE.length);
  });
}
