import { memo, useState } from 'react';
import type { Caption } from '../../../shared/captions/captions.ts';
import {
  mergeCaptions,
  splitCaption,
  withCaptionText,
  withCaptionTime,
  withoutCaption,
} from '../../../shared/captions/editCaptions.ts';
import { useSession } from '../../session/session.ts';
import { useText } from '../../text/useText.ts';
import { BinIcon, MergeIcon, SplitIcon } from '../voice/icons.tsx';
import { TimeField } from './TimeField.tsx';

export interface CaptionRowProps {
  readonly caption: Caption;
  readonly index: number;
  readonly isLast: boolean;
  /** BCP 47; where words end. */
  readonly language: string;
  /** It is on the stage now. */
  readonly isShown: boolean;
  /** Puts the playhead where it begins. */
  readonly onGoTo: (sec: number) => void;
}

/** One caption: when, what, and what can be done with it. */
export const CaptionRow = memo(function CaptionRow(props: CaptionRowProps) {
  const { caption, index, isLast, language, isShown, onGoTo } = props;
  const { words } = useText();
  const { captions } = useSession();
  const [draft, setDraft] = useState(caption.text);
  const [caret, setCaret] = useState<number | null>(null);
  const [known, setKnown] = useState(caption.text);
  // A step back changes the words under the field.
  if (known !== caption.text) {
    setKnown(caption.text);
    setDraft(caption.text);
  }
  const text = words.voiceText.captions;
  const number = index + 1;

  const keep = (): void => {
    if (draft !== caption.text) captions.edit((all) => withCaptionText(all, index, draft));
  };

  return (
    <li className="caption" data-shown={isShown || undefined} aria-label={text.caption(number)}>
      <div className="caption-times">
        <button
          type="button"
          className="caption-number numbers"
          aria-label={text.goTo(number)}
          onClick={() => onGoTo(caption.startSec)}
        >
          {number}
        </button>
        <TimeField
          label={text.start(number)}
          sec={caption.startSec}
          onChange={(sec) => captions.edit((all) => withCaptionTime(all, index, 'start', sec))}
        />
        <span aria-hidden="true">–</span>
        <TimeField
          label={text.end(number)}
          sec={caption.endSec}
          onChange={(sec) => captions.edit((all) => withCaptionTime(all, index, 'end', sec))}
        />
        <span className="caption-actions">
          <button
            type="button"
            className="button-icon"
            aria-label={text.split(number)}
            title={text.split(number)}
            onClick={() => captions.edit((all) => splitCaption(all, index, caret, language))}
          >
            <SplitIcon />
          </button>
          <button
            type="button"
            className="button-icon"
            aria-label={text.merge(number)}
            title={text.merge(number)}
            disabled={isLast}
            onClick={() => captions.edit((all) => mergeCaptions(all, index))}
          >
            <MergeIcon />
          </button>
          <button
            type="button"
            className="button-icon"
            aria-label={text.remove(number)}
            title={text.remove(number)}
            onClick={() => captions.edit((all) => withoutCaption(all, index))}
          >
            <BinIcon />
          </button>
        </span>
      </div>
      <textarea
        className="textarea caption-text"
        rows={Math.min(4, draft.split('\n').length + (draft.length > 34 ? 1 : 0))}
        dir="auto"
        aria-label={text.text(number)}
        value={draft}
        onChange={({ target }) => setDraft(target.value)}
        onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || draft === caption.text) return;
          event.stopPropagation();
          setDraft(caption.text);
        }}
      />
    </li>
  );
});
