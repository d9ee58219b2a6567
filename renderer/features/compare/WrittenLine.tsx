import { useSession } from '../../session/session.ts';
import { useCompare } from '../../stores/compare.ts';
import { formatPercent, formatTimeLeft } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { CheckIcon, FolderIcon } from '../../ui/icons.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';

/** How the writing of the comparison goes, and where it has gone. */
export function WrittenLine() {
  const { words, language } = useText();
  const { compare } = useSession();
  const text = words.compare;
  const written = useCompare((store) => store.written);
  if (!written) return null;
  switch (written.state) {
    case 'failed':
      // Told at the foot of the window.
      return null;
    case 'cancelled':
      return (
        <p className="written" role="status">
          {text.cancelled}
        </p>
      );
    case 'done':
      return (
        <div className="written" role="status">
          <CheckIcon />
          <span className="selectable">{text.writtenTo(written.outFolder)}</span>
          <button type="button" className="button-small" onClick={() => void compare.reveal()}>
            <FolderIcon />
            {text.show}
          </button>
        </div>
      );
    case 'running': {
      const fraction = written.progress?.fraction ?? 0;
      const etaSec = written.progress?.etaSec ?? null;
      return (
        <div className="written">
          <span>{text.writing}</span>
          <ProgressBar label={text.writing} fraction={fraction} />
          <span className="numbers">{formatPercent(fraction, language)}</span>
          {etaSec !== null && (
            <span className="numbers written-left">{text.left(formatTimeLeft(etaSec, language))}</span>
          )}
          <button type="button" className="button-small" onClick={() => void compare.cancelWriting()}>
            {text.cancel}
          </button>
        </div>
      );
    }
  }
}
