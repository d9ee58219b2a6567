import { toAdjusted } from '../../../shared/prosody/timeMap.ts';
import { clipEndSec } from '../../../shared/timeline/clips.ts';
import { useClips } from '../../stores/clips.ts';
import { useProject } from '../../stores/project.ts';
import { useTimeline, type ItemRef } from '../../stores/timeline.ts';
import { formatNumber } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { copyClips, duplicateClips, pasteAtPlayhead, removeClips } from './clipActions.ts';
import { currentScene, withScene } from './currentScene.ts';
import { BinIcon, CloseGapIcon, DuplicateIcon, PasteIcon, RepeatClipIcon } from './icons.tsx';
import { IconButton } from './TimelineBar.tsx';

/** Which clips are selected; of one alone where it is and what it was cut from. */
export function ClipStory({ items }: { items: readonly ItemRef[] }) {
  const { words, language } = useText();
  useProject(({ document }) => document.clips);
  useClips((store) => store.held ?? store.wanted);
  const scene = currentScene();
  const text = words.timeline;
  const [{ index }] = items;
  const clip = scene?.clips[index];
  if (!scene || !clip) return null;
  const heard = (sec: number): string => formatNumber(toAdjusted(scene.timeMap, sec), language, 2);
  return (
    <>
      <p className="tl-strip-name">
        {items.length === 1 ? text.clip(index + 1) : text.clipCount(items.length)}
      </p>
      {items.length === 1 && (
        <p className="tl-hint tl-clip-story">
          {text.told.block(clip.media.name, heard(clip.startSec), heard(clipEndSec(clip)))}
        </p>
      )}
    </>
  );
}

/** What can be done to the selected clips. */
export function ClipButtons() {
  const { words } = useText();
  const canPaste = useTimeline((store) => store.copiedClips.length > 0);
  const selected = useTimeline((store) => store.selection.length);
  const count = useProject(({ document }) => document.clips.length);
  const shown = useClips((store) => store.wanted?.length ?? count);
  const text = words.timeline;
  // A voice has at least one.
  const canRemove = selected < shown;
  return (
    <>
      <IconButton label={text.copyClips} onClick={withScene(copyClips)}>
        <DuplicateIcon />
      </IconButton>
      <IconButton label={text.pasteClips} disabled={!canPaste} onClick={withScene(pasteAtPlayhead)}>
        <PasteIcon />
      </IconButton>
      <IconButton label={text.duplicate} onClick={withScene(duplicateClips)}>
        <RepeatClipIcon />
      </IconButton>
      <IconButton
        label={text.remove}
        disabled={!canRemove}
        onClick={withScene((scene) => removeClips(scene, false))}
      >
        <BinIcon />
      </IconButton>
      <IconButton
        label={text.removeClose}
        disabled={!canRemove}
        onClick={withScene((scene) => removeClips(scene, true))}
      >
        <CloseGapIcon />
      </IconButton>
    </>
  );
}
