import type { Backdrop } from '../stores/touchUp.ts';

/** The words of the inspector: what was found in the photo. */
export interface InspectWords {
  readonly tab: string;
  readonly title: string;
  readonly show: string;
  readonly persons: string;
  readonly faces: string;
  readonly edge: string;
  readonly photo: string;
  readonly noPersons: string;
  readonly noFaces: string;
  readonly person: (number: number) => string;
  readonly speaks: string;
  readonly hiddenFace: string;
  readonly certainty: string;
  readonly size: string;
  readonly coverage: (percent: string) => string;
  readonly noCutout: string;
  readonly models: string;
  readonly picture: (fileName: string) => string;
}

/** The words of the touch-up brush. */
export interface TouchUpWords {
  readonly tab: string;
  readonly title: string;
  readonly canvas: string;
  readonly canvasHelp: string;
  readonly kind: string;
  readonly kinds: { readonly add: string; readonly remove: string };
  readonly radius: string;
  readonly hardness: string;
  readonly pixels: (value: string) => string;
  readonly backdrop: string;
  readonly backdrops: Readonly<Record<Backdrop, string>>;
  readonly zoom: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fit: string;
  readonly loupe: string;
  readonly undo: string;
  readonly redo: string;
  readonly clear: string;
  readonly strokes: (count: number) => string;
  readonly noStrokes: string;
  readonly working: string;
  readonly upToDate: string;
  readonly keys: string;
  /** For the list of keys. */
  readonly keyNames: { readonly size: string; readonly swap: string; readonly drop: string };
}

export const enInspect: InspectWords = {
  tab: 'What was found',
  title: 'What was found in the photo',
  show: 'Show',
  persons: 'People',
  faces: 'Faces',
  edge: 'Edge of the cut-out',
  photo: 'Photo',
  noPersons: 'No person was found.',
  noFaces: 'No face was found.',
  person: (number) => `Person ${number}`,
  speaks: 'speaks',
  hiddenFace: 'face not visible',
  certainty: 'certainty',
  size: 'Size',
  coverage: (percent) => `The person fills ${percent} of the photo.`,
  noCutout: 'Nobody could be cut out.',
  models: 'Found by',
  picture: (fileName) => `Photo ${fileName} with what was found in it`,
};

export const enTouchUp: TouchUpWords = {
  tab: 'Cut-out',
  title: 'Touch up the cut-out',
  canvas: 'Cut-out; drag to paint',
  canvasHelp:
    'Arrow keys move the brush, Space starts and ends a stroke, Escape drops it, X swaps adding and removing.',
  kind: 'The brush',
  kinds: { add: 'adds to the person', remove: 'removes' },
  radius: 'Size',
  hardness: 'Hardness',
  pixels: (value) => `${value} px`,
  backdrop: 'Behind the person',
  backdrops: { checker: 'Checks', dark: 'Dark', light: 'Light', photo: 'Photo', chosen: 'Yours' },
  zoom: 'Zoom',
  zoomIn: 'Closer',
  zoomOut: 'Farther',
  fit: 'Whole photo',
  loupe: 'Close-up',
  undo: 'Undo',
  redo: 'Redo',
  clear: 'Undo all',
  strokes: (count) => (count === 1 ? 'One stroke' : `${count} strokes`),
  noStrokes: 'No strokes yet',
  working: 'Working the edge out…',
  upToDate: 'Edge as in the video',
  keyNames: {
    size: 'Cut-out: brush smaller, larger',
    swap: 'Cut-out: add or remove',
    drop: 'Cut-out: drop the stroke',
  },
  keys: '[ and ] change the size, X swaps, Escape drops a stroke.',
};
