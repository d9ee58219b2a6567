import { useState } from 'react';
import { peopleWho } from '../../../shared/consent/consent.ts';
import type { DidTransfer } from '../../../shared/contract/cloud.ts';
import { useSession } from '../../session/session.ts';
import { useProject } from '../../stores/project.ts';
import { useView } from '../../stores/view.ts';
import { useCloud } from '../../stores/cloud.ts';
import { formatBytes, formatDuration, formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { warningText } from '../../text/warningText.ts';

/** Every byte that would leave, to be looked at and listened to; the consent holds for this video alone. */
export function ConsentSheet({ transfer }: { transfer: DidTransfer }) {
  const { words, language } = useText();
  const { cloud } = useSession();
  const hasKey = useCloud(({ status }) => status !== null && status.key !== 'none');
  const agreedPeople = peopleWho(
    useProject(({ document }) => document.consents),
    'did',
  );
  const open = useView((store) => store.open);
  const [agreed, setAgreed] = useState(false);
  const [deletes, setDeletes] = useState(true);
  const { image, audio, address, totalBytes, requestJson, warnings } = transfer;
  const text = words.cloud;
  const bytes = (count: number): string => formatBytes(count, language);

  return (
    <div className="consent" role="group" aria-label={text.sheet} data-testid="consent">
      <p className="consent-title">{text.sheet}</p>
      <p>{text.to(address, bytes(totalBytes))}</p>
      <dl className="consent-parts">
        <dt>{text.image}</dt>
        <dd>
          <img className="consent-image" src={image.url} alt={text.imageAlt} />
          <span className="numbers">
            {text.imageFacts(bytes(image.bytes), `${image.widthPx} × ${image.heightPx}`)}
          </span>
        </dd>
        <dt>{text.audio}</dt>
        <dd>
          <audio className="consent-audio" src={audio.url} controls />
          <span className="numbers">
            {text.audioFacts(
              bytes(audio.bytes),
              formatDuration(audio.durationSec, language),
              `${formatNumber(audio.sampleRateHz / 1000, language)} kHz`,
            )}
          </span>
        </dd>
        <dt>{text.request}</dt>
        <dd>
          <code className="consent-request selectable">{requestJson}</code>
          <span>{text.andKey}</span>
        </dd>
      </dl>
      <ul className="consent-notes">
        {[text.cost, text.kept, text.local, ...warnings.map((sentence) => warningText(sentence, words))].map(
          (note) => (
            <li key={note}>{note}</li>
          ),
        )}
      </ul>
      <p className="consent-people">
        {agreedPeople.length > 0
          ? words.people.cloud.agreed(agreedPeople.join(', '))
          : words.people.cloud.nobody}{' '}
        <button type="button" className="button-link" onClick={() => open('people')}>
          {words.people.open}
        </button>
      </p>
      <label className="cloud-check">
        <input type="checkbox" checked={deletes} onChange={({ target }) => setDeletes(target.checked)} />
        {text.deleteAfterwards}
      </label>
      <label className="cloud-check">
        <input type="checkbox" checked={agreed} onChange={({ target }) => setAgreed(target.checked)} />
        {text.agree}
      </label>
      <div className="cloud-row">
        <button
          type="button"
          className="button-small button-small-main"
          disabled={!agreed || !hasKey}
          onClick={() => void cloud.send(deletes)}
        >
          {text.send}
        </button>
        <button type="button" className="button-small" onClick={() => void cloud.decline()}>
          {text.decline}
        </button>
      </div>
    </div>
  );
}
