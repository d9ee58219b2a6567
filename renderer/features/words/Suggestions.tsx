import { useSession } from '../../session/session.ts';
import { useProjectFile } from '../../stores/projectFile.ts';
import { useText } from '../../text/useText.ts';
import { asOffered, fillName } from './fillName.ts';

/** Words to begin with, by occasion; the place of the name is selected, so that typing fills it in. */
export function Suggestions() {
  const { words, language } = useText();
  const { spoken } = useSession();
  const templates = useProjectFile((store) => store.templates);
  const text = words.voiceText.spoken;
  const offered = templates.filter(({ texts }) => texts[language].length > 0);
  if (offered.length === 0) return null;

  function take(suggestion: string): void {
    spoken.write({ text: suggestion, language, speakerId: null });
    fillName(suggestion);
  }

  return (
    <select
      className="select suggestions"
      aria-label={text.suggestions}
      value=""
      onChange={({ target }) => take(target.value)}
    >
      <option value="" disabled>
        {text.suggestions}
      </option>
      {offered.map(({ id, name, texts }) => (
        <optgroup key={id} label={name[language]}>
          {texts[language].map((suggestion) => (
            <option key={suggestion} value={suggestion}>
              {asOffered(suggestion)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
