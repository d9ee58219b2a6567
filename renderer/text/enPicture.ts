import type { SceneId } from '../../shared/scenes/sceneIds.ts';
import type { TitlePosition, TitleStyle } from '../../shared/titles/titleShapes.ts';

/** Words of what stands behind the person, where the person stands, and titles. */
export interface PictureWords {
  readonly gradient: {
    readonly legend: string;
    readonly names: readonly string[];
    readonly from: string;
    readonly to: string;
    readonly direction: string;
    readonly degrees: (value: number) => string;
  };
  readonly scenesLegend: string;
  /** What a scene is called, and what it shows to those who do not see it. */
  readonly scenes: Readonly<Record<SceneId, { readonly name: string; readonly alt: string }>>;
  readonly placement: {
    readonly title: string;
    readonly layer: string;
    readonly keys: string;
    readonly hint: string;
    readonly size: string;
    readonly across: string;
    readonly down: string;
    readonly centre: string;
    readonly reset: string;
  };
  readonly titles: {
    readonly title: string;
    readonly add: string;
    readonly first: string;
    readonly none: string;
    readonly noneHint: string;
    readonly full: string;
    readonly one: (number: number) => string;
    readonly text: (number: number) => string;
    readonly goTo: (number: number) => string;
    readonly remove: (number: number) => string;
    readonly start: (number: number) => string;
    readonly end: (number: number) => string;
    readonly style: string;
    readonly styles: Readonly<Record<TitleStyle, string>>;
    readonly position: string;
    readonly positions: Readonly<Record<TitlePosition, string>>;
    readonly size: string;
  };
}

export const enPicture: PictureWords = {
  gradient: {
    legend: 'Gradient',
    names: ['Dawn', 'Cherry', 'Young leaf', 'Autumn', 'Lacquer', 'Pale indigo', 'Evening'],
    from: 'From',
    to: 'To',
    direction: 'Direction',
    degrees: (value) => `${value}°`,
  },
  scenesLegend: 'Festive scene',
  scenes: {
    birthday: { name: 'Birthday', alt: 'Balloons at both sides, paper flags above, and confetti' },
    wedding: { name: 'Wedding', alt: 'White and blush peonies in the corners of a thread of gold' },
    graduation: { name: 'Graduation', alt: 'Caps thrown into a bright sky, with branches of golden laurel' },
    newYear: {
      name: 'New year',
      alt: 'The first sunrise over golden mist and waves, with pine, plum and cranes',
    },
    thankYou: { name: 'Thank you', alt: 'A meadow of flowers, a garland above, and butterflies' },
    newBaby: { name: 'New baby', alt: 'A soft evening sky with a moon, hanging stars and clouds' },
    retirement: { name: 'Retirement', alt: 'A golden evening at a lake, with pampas grass and a pine' },
    cherryBlossoms: { name: 'Cherry blossoms', alt: 'Flowering cherry branches and falling petals' },
    fireworks: { name: 'Fireworks', alt: 'Fireworks over a bay on a summer night' },
    mizuhiki: { name: 'Mizuhiki', alt: 'Handmade paper with gold leaf and a knotted red and white cord' },
    autumn: { name: 'Autumn', alt: 'Red maple branches before misty mountains' },
    snow: { name: 'Snow', alt: 'Firs under snow, a pale moon and snow crystals' },
  },
  placement: {
    title: 'Person',
    layer: 'Place of the person',
    keys: 'Arrow keys move, plus and minus scale, C centres, 0 puts back.',
    hint: 'Drag to move, turn the wheel to scale',
    size: 'Size',
    across: 'Left and right',
    down: 'Up and down',
    centre: 'Centre',
    reset: 'Put back',
  },
  titles: {
    title: 'Titles',
    add: 'Add a title',
    first: 'Congratulations!',
    none: 'No titles yet.',
    noneHint: 'Large words over the picture, for a name or a wish. They come and go softly.',
    full: 'There are as many titles as a video can have.',
    one: (number) => `Title ${number}`,
    text: (number) => `Words of title ${number}`,
    goTo: (number) => `Go to title ${number}`,
    remove: (number) => `Remove title ${number}`,
    start: (number) => `Start of title ${number}`,
    end: (number) => `End of title ${number}`,
    style: 'Style',
    styles: { plain: 'Plain', gold: 'Gold', ink: 'Ink', ribbon: 'Ribbon' },
    position: 'Place',
    positions: { auto: 'Auto', top: 'Top', middle: 'Middle', bottom: 'Bottom' },
    size: 'Size',
  },
};
