import type { TourStop } from '../stores/tour.ts';

/** Words of the tour through the window. */
export interface TourWords {
  readonly start: string;
  readonly next: string;
  readonly back: string;
  readonly skip: string;
  readonly done: string;
  readonly count: (number: number, of: number) => string;
  readonly stops: Readonly<Record<TourStop, { readonly title: string; readonly body: string }>>;
}

export const enTour: TourWords = {
  start: 'Take the tour',
  next: 'Next',
  back: 'Back',
  skip: 'End the tour',
  done: 'Done',
  count: (number, of) => `${number} of ${of}`,
  stops: {
    materials: {
      title: 'One photo, one voice',
      body: 'Drop a photo and a voice here. A voice can be a file, a recording, or a text read aloud. This is the sample; put your own in its place at any time.',
    },
    expression: {
      title: 'How it is said',
      body: 'Choose a preset: warmer, brighter, calmer. Compare up to four of them side by side on the same face.',
    },
    stage: {
      title: 'See it speak',
      body: 'Press the space bar to play. What you see and hear here is what the video will be.',
    },
    timeline: {
      title: 'Every phrase in your hands',
      body: 'Drag a phrase up or down to change its pitch, pull its edge to change its pace, or draw the melody yourself. Every step can be undone.',
    },
    look: {
      title: 'The picture',
      body: 'Choose the shape, a festive background, and where the person stands.',
    },
    make: {
      title: 'Make the video',
      body: 'It is made on this computer. Nothing is sent anywhere.',
    },
  },
};
