import { useSession } from '../../session/session.ts';
import { useAnalysis } from '../../stores/analysis.ts';
import { useProject } from '../../stores/project.ts';
import { errorText } from '../../text/errorText.ts';
import { useText } from '../../text/useText.ts';
import { warningText } from '../../text/warningText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Card } from '../../ui/Card.tsx';
import { DropZone } from '../../ui/DropZone.tsx';
import { VoiceIcon } from '../../ui/icons.tsx';
import { useDropTarget } from '../../ui/useDropTarget.ts';
import { VoicePlayer } from './VoicePlayer.tsx';

/** The voice: drop it, see it, hear it. */
export function VoiceCard() {
  const { words } = useText();
  const { materials } = useSession();
  const voice = useProject(({ document }) => document.voice);
  const { working, result, problem } = useAnalysis((store) => store.voice);
  const drop = useDropTarget(([file]) => void materials.drop('voice', file));
  const text = words.voice;
  const choose = (): void => void materials.choose('voice');
  const problemText = problem && errorText(problem.error, words, problem.fileName);

  return (
    <Card
      id="voice-card"
      title={text.title}
      icon={<VoiceIcon />}
      drop={drop}
      action={
        voice && (
          <button type="button" className="button-quiet" onClick={choose}>
            {text.replace}
          </button>
        )
      }
    >
      {voice && result ? (
        <>
          <VoicePlayer key={voice.token} voice={voice} analysis={result} />
          {result.speechSec === 0 && <Alert message={text.noSpeech} hint={text.noSpeechHint} />}
          {result.warnings.map((warning) => (
            <p key={warning} className="material-detail">
              {warningText(warning, words)}
            </p>
          ))}
        </>
      ) : (
        !working && (
          <DropZone label={text.dropHere} action={text.choose} note={text.formats} onChoose={choose} />
        )
      )}
      {working && (
        <p className="working" role="status">
          <span className="working-dot" aria-hidden="true" />
          {text.listening}
        </p>
      )}
      {problemText && <Alert {...problemText} />}
    </Card>
  );
}
