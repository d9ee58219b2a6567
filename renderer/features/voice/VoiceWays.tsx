import { useSession } from '../../session/session.ts';
import { useView } from '../../stores/view.ts';
import { useText } from '../../text/useText.ts';
import { VoiceIcon } from '../../ui/icons.tsx';
import { FileIcon, WordsIcon } from './icons.tsx';

/** The field of the text panel, for those who come here to write. */
export const SPOKEN_FIELD_ID = 'spoken-text';

/** Shows the panel of words with the caret in the text. */
export function startWriting(): void {
  useView.getState().setPanel('words');
  // The field comes with the panel.
  requestAnimationFrame(() => document.getElementById(SPOKEN_FIELD_ID)?.focus());
}

/** The three ways to a voice, none before another: a file, the microphone, a text. */
export function VoiceWays({ compact }: { compact: boolean }) {
  const { words } = useText();
  const { materials } = useSession();
  const open = useView((store) => store.open);
  const { ways } = words.voiceText;
  const entries = [
    {
      label: words.voice.choose,
      short: ways.importShort,
      icon: <FileIcon />,
      go: () => void materials.choose('voice'),
    },
    { label: ways.record, short: ways.recordShort, icon: <VoiceIcon />, go: () => open('recorder') },
    { label: ways.type, short: ways.typeShort, icon: <WordsIcon />, go: startWriting },
  ];

  if (compact)
    return (
      <div className="voice-replace" role="group" aria-label={ways.replaceWith}>
        {entries.map(({ label, short, icon, go }) => (
          <button key={label} type="button" className="button-small" onClick={go}>
            {icon}
            {short}
          </button>
        ))}
      </div>
    );
  return (
    <>
      <div className="voice-ways">
        {entries.map(({ label, icon, go }) => (
          <button key={label} type="button" className="voice-way" onClick={go}>
            {icon}
            <span>{label}</span>
          </button>
        ))}
      </div>
      <p className="dropzone-note voice-drop">{ways.dropNote}</p>
    </>
  );
}
