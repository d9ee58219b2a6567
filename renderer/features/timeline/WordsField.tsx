import { useEffect, useRef, useState } from 'react';
import { useProject } from '../../stores/project.ts';
import { withCaptions, type ProjectDocument } from '../../stores/projectDocument.ts';
import { useTimeline, type ItemRef } from '../../stores/timeline.ts';
import { useText } from '../../text/useText.ts';
import type { LaneBoard } from './laneBoard.ts';
import type { Lane } from './laneLayout.ts';
import { xsOf } from './scene.ts';
import { itemSpan } from './timelineActions.ts';

const MIN_WIDTH_PX = 180;

/** The words of a caption or a title while they are typed, in its place. */
export function WordsField({ board, lanes }: { board: LaneBoard; lanes: readonly Lane[] }) {
  const typing = useTimeline((store) => store.typing);
  if (!typing) return null;
  const lane = lanes.find(({ name }) => name === (typing.kind === 'title' ? 'titles' : 'captions'));
  const scene = board.scene();
  const span = scene && itemSpan(scene, typing);
  if (!lane || !scene || !span) return null;
  const [left, right] = xsOf(scene, span);
  const width = Math.max(MIN_WIDTH_PX, right - left);
  const at = Math.min(Math.max(0, left), Math.max(0, scene.view.widthPx - width));
  return <Field key={`${typing.kind}-${typing.index}`} item={typing} lane={lane} left={at} width={width} />;
}

const wordsOf = (document: ProjectDocument, { kind, index }: ItemRef): string =>
  (kind === 'title' ? document.titles[index]?.text : document.captions.items[index]?.text) ?? '';

function withWords(document: ProjectDocument, { kind, index }: ItemRef, text: string): ProjectDocument {
  if (kind === 'title')
    return { ...document, titles: document.titles.with(index, { ...document.titles[index], text }) };
  const { items } = document.captions;
  return withCaptions(document, { items: items.with(index, { ...items[index], text }) });
}

function Field({ item, lane, left, width }: { item: ItemRef; lane: Lane; left: number; width: number }) {
  const { words } = useText();
  const field = useRef<HTMLTextAreaElement>(null);
  const before = wordsOf(useProject.getState().document, item);
  const [text, setText] = useState(before);
  const done = useRef(false);
  useEffect(() => field.current?.select(), []);

  function close(keep: boolean): void {
    if (done.current) return;
    done.current = true;
    const trimmed = text.trim();
    if (keep && trimmed !== '' && trimmed !== before)
      useProject.getState().edit((document) => withWords(document, item, trimmed));
    useTimeline.setState({ typing: null });
    const list = item.kind === 'title' ? 'titles' : 'captions';
    document.querySelector<HTMLElement>(`[data-testid="timeline-${list}"]`)?.focus();
  }

  return (
    <textarea
      ref={field}
      className="tl-words"
      aria-label={words.timeline.editWords}
      value={text}
      maxLength={400}
      rows={1}
      style={{ top: lane.topPx, height: lane.heightPx, left, width }}
      onChange={({ target }) => setText(target.value)}
      onBlur={() => close(true)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close(false);
        // Enter is done; with Shift it begins a new line.
        else if (event.key === 'Enter' && !event.shiftKey) close(true);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
