import { useSession } from '../../session/session.ts';
import { useReadiness } from '../../session/readiness.ts';
import { useCloud } from '../../stores/cloud.ts';
import { useText } from '../../text/useText.ts';
import { warningText } from '../../text/warningText.ts';
import { ConsentSheet } from './ConsentSheet.tsx';

/** A video with D-ID: first what would be sent, then the consent, then the video. */
export function CloudMake() {
  const { words } = useText();
  const { cloud } = useSession();
  const { transfer, video, working, progress } = useCloud();
  const isReady = useReadiness() === 'ready';
  const text = words.cloud;
  const isSending = transfer !== null && progress[transfer.jobId] !== undefined;

  return (
    <section className="cloud-part" aria-labelledby="cloud-make">
      <h3 className="settings-title" id="cloud-make">
        {text.make}
      </h3>
      {transfer && !isSending ? (
        <ConsentSheet key={transfer.jobId} transfer={transfer} />
      ) : (
        <div className="cloud-row">
          <button
            type="button"
            className="button-small"
            disabled={!isReady || working || isSending}
            onClick={() => void cloud.describe()}
          >
            {text.show}
          </button>
          <p className="settings-text">{isReady ? text.showHint : text.notReady}</p>
        </div>
      )}
      {video && (
        <div className="cloud-video">
          <p role="status">{text.done(video.outName)}</p>
          <video className="cloud-player" src={video.url} controls />
          {[...video.warnings, ...video.fallbacks].map((sentence) => (
            <p key={sentence} className="settings-text">
              {warningText(sentence, words)}
            </p>
          ))}
        </div>
      )}
    </section>
  );
}
