import type { ModelView } from '../../../shared/contract/models.ts';
import { useSession } from '../../session/session.ts';
import type { ModelWork } from '../../stores/models.ts';
import { formatBytes, formatTimeLeft } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';

/** Something under way with a model: how far, how fast, how long still, and a way out. */
export function ModelProgress({ model, work }: { model: ModelView; work: ModelWork }) {
  const { words, language } = useText();
  const { models } = useSession();
  const { progress, stopping, kind } = work;
  const text = words.models;
  const total = progress?.totalBytes ?? model.bytes;
  const speed = progress?.bytesPerSec ?? null;
  const left = progress && total !== null && speed ? (total - progress.doneBytes) / speed : null;
  const size = (bytes: number): string => formatBytes(bytes, language);
  const figures = progress
    ? [
        total === null ? size(progress.doneBytes) : text.doneOf(size(progress.doneBytes), size(total)),
        speed === null ? '' : text.speed(size(speed)),
        left === null ? '' : text.left(formatTimeLeft(left, language)),
      ].filter((figure) => figure !== '')
    : [];

  return (
    <div className="model-work">
      <p className="model-work-words numbers" role="status">
        <span>{progress ? text.phases[progress.phase] : text.working[kind]}</span>
        <span className="model-work-figures">{figures.join(' · ')}</span>
      </p>
      <ProgressBar
        label={`${model.name}: ${text.working[kind]}`}
        fraction={progress && total ? Math.min(1, progress.doneBytes / total) : 0}
      />
      <button
        type="button"
        className="button-small"
        disabled={stopping || kind === 'remove'}
        onClick={() => void models.cancel(model.id)}
      >
        {stopping ? text.cancelling : text.cancel}
      </button>
    </div>
  );
}
