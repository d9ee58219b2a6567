import { useEffect } from 'react';
import { useView } from '../../stores/view.ts';
import { errorText } from '../../text/errorText.ts';
import { useText } from '../../text/useText.ts';
import { CheckIcon, CloseIcon, WarningIcon } from '../../ui/icons.tsx';

/** Good news goes by itself after this time; errors stay until they are read. */
const GOOD_NEWS_MS = 6000;

/** A passing message over the button that makes the video, in a row of its own; in a small window at its foot. */
export function NoticeBar() {
  const { words } = useText();
  const notice = useView((store) => store.notice);
  const notify = useView((store) => store.notify);
  useEffect(() => {
    if (!notice || notice.kind === 'error') return undefined;
    const timer = setTimeout(() => notify(null), GOOD_NEWS_MS);
    return () => clearTimeout(timer);
  }, [notice, notify]);

  if (!notice) return <div className="notice-area" role="status" />;
  const { message, hint } =
    notice.kind === 'error'
      ? errorText(notice.error, words, notice.fileName)
      : {
          message: (notice.kind === 'copied' ? words.notice.copied : words.exporting.queued)(notice.fileName),
          hint: '',
        };
  return (
    <div className="notice-area" role="status">
      <div className={`notice notice-${notice.kind === 'error' ? 'error' : 'copied'}`}>
        {notice.kind === 'error' ? <WarningIcon /> : <CheckIcon />}
        <p className="notice-text selectable">
          {message} {hint}
        </p>
        <button
          type="button"
          className="button-icon"
          aria-label={words.notice.dismiss}
          onClick={() => notify(null)}
        >
          <CloseIcon />
        </button>
      </div>
    </div>
  );
}
