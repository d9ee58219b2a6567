import { startWriting } from '../features/voice/VoiceWays.tsx';
import { useProject } from '../stores/project.ts';
import { useView } from '../stores/view.ts';
import type { Words } from '../text/words.ts';
import type { Command } from './command.ts';

const hasVoice = (): boolean => useProject.getState().document.voice !== null;
const hasCaptions = (): boolean => useProject.getState().document.captions.items.length > 0;
const plain = (label: string): string => label.replace('…', '');
const captionWords = ({ voiceText }: Words): Words['voiceText']['captions'] => voiceText.captions;

/** What can be asked of the voice and of words by name. */
export const VOICE_COMMANDS: readonly Command[] = [
  {
    id: 'record-voice',
    section: 'project',
    name: ({ voiceText }) => voiceText.recorder.title,
    run: () => useView.getState().open('recorder'),
  },
  {
    id: 'type-voice',
    section: 'project',
    name: ({ voiceText }) => voiceText.spoken.title,
    run: startWriting,
  },
  {
    id: 'trim-voice',
    section: 'edit',
    name: ({ voiceText }) => voiceText.trim.title,
    available: hasVoice,
    run: () => useView.getState().open('trim'),
  },
  {
    id: 'voice-readings',
    section: 'edit',
    name: ({ voiceText }) => voiceText.readings.title,
    run: () => useView.getState().open('readings'),
  },
  {
    id: 'people',
    section: 'project',
    name: ({ people }) => people.title,
    run: () => useView.getState().open('people'),
  },
  {
    id: 'captions-import',
    section: 'project',
    name: (words) => `${captionWords(words).title}: ${plain(captionWords(words).importFile)}`,
    available: hasVoice,
    run: ({ captions }) => captions.importFile(),
  },
  {
    id: 'captions-srt',
    section: 'project',
    name: (words) => `${captionWords(words).title}: ${plain(captionWords(words).exportSrt)}`,
    available: hasCaptions,
    run: ({ captions }) => captions.exportFile('srt'),
  },
  {
    id: 'captions-vtt',
    section: 'project',
    name: (words) => `${captionWords(words).title}: ${plain(captionWords(words).exportVtt)}`,
    available: hasCaptions,
    run: ({ captions }) => captions.exportFile('vtt'),
  },
];
