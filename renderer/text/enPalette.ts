import type { CommandSection } from '../commands/command.ts';

/** Words of the list of everything that can be done, and of the list of keys. */
export interface PaletteWords {
  readonly title: string;
  readonly close: string;
  readonly placeholder: string;
  readonly none: string;
  readonly go: (panel: string) => string;
  readonly sections: Readonly<Record<CommandSection, string>>;
}

export const enPalette: PaletteWords = {
  title: 'What would you like to do?',
  close: 'Close',
  placeholder: 'Type a few letters',
  none: 'Nothing is called that.',
  go: (panel) => `Go to: ${panel}`,
  sections: {
    project: 'Project',
    edit: 'Edit',
    go: 'Go to',
    play: 'Playing',
    timeline: 'Timeline',
    cutout: 'Cut-out',
    look: 'Look',
    window: 'Window',
  },
};
