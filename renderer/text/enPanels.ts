import type { PanelName } from '../stores/view.ts';

/** Words of the rail beside the stage. */
export interface PanelWords {
  readonly label: string;
  readonly names: Readonly<Record<PanelName, string>>;
}

export const enPanels: PanelWords = {
  label: 'Steps',
  names: {
    materials: 'Photo and voice',
    words: 'Words',
    expression: 'Expression',
    look: 'Look',
    music: 'Music',
  },
};
