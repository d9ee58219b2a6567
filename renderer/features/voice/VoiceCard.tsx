import { useSession } from '../../session/session.ts';
import { useAnalysis } from '../../stores/analysis.ts';
import { useProject } from '../../stores/project.ts';
import { useView } from '../../stores/view.ts';
import { errorText } from '../../text/errorText.ts';
import { useText } from '../../text/useText.ts';
import { warningText } from '../../text/warningText.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Card } from '../../ui/Card.tsx';
import { VoiceIcon } from '../../ui/icons.tsx';
import { useDropTarget } from '../../ui/useDropTarget.ts';
import { VoicePlayer } from './VoicePlayer.tsx';
import { VoiceWays } from './VoiceWays.tsx';

/** The voice: a file, a recording or a text; see it, hear it, trim it. */
export function VoiceCard() {
  const { words } = useText();
  const { materials } = useSession();
  const voice = useProject(({ document }) => document.voice);
  const { working, result, problem } = useAnalysis((store) => store.voice);
  const drop = useDropTarget(([file]) => void materials.drop('voice', file));
  const open = useView((store) => store.open);
  const text = words.voice;
  const problemText = problem && errorText(problem.error, words, problem.fileName);

  return (
    <Card
      id="voice-card"
      title={text.title}
      icon={<VoiceIcon />}
      drop={drop}
      action={
        voice &&
        result && (
          <button type="button" className="button-quiet" onClick={() => open('trim')}>
            {words.voiceText.trim.open}
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
          <VoiceWays compact />
        </>
      ) : (
        !working && <VoiceWays compact={false} />
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
